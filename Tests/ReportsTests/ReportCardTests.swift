import Inspections
import Testing

@testable import Reports

/// Report cards, written for these tests: their grades stand below areas or above groups, beside a legend, a glossary
/// and headings that are none.
@Suite struct ReportCardTests {
    private static func read(_ text: String) async throws -> Outcome {
        await (try ReportReader.builtIn()).read(Array(text.utf8))
    }

    private static let head = """
        The Someplace School
        Address: Long Lane, Someplace, AB1 2CD
        Unique reference number (URN): 123456
        Inspection report: 28 April 2026

        """
    private static let legend =
        "Exceptional\nStrong standard\nExpected standard\nNeeds attention\nUrgent improvement\n"
    private static let safeguarding = """
        Safeguarding standards met
        The safeguarding standards are met. This means that leaders act.
        How we evaluate safeguarding
        Met: The school has an open culture.
        Not met: The school has no open culture.

        """
    private static let glossary = """
        Our grades explained
        Exceptional
        Practice is of the highest standard nationally.
        Strong standard
        The school works above the standard.
        Expected standard
        The school fulfils the standard.
        Needs attention
        The expected standards are not met.
        Urgent improvement
        The school needs to improve at once.

        """
    private static let areas = [
        ("Personal development and wellbeing", "Strong standard"), ("Achievement", "Expected standard"),
        ("Attendance and behaviour", "Expected standard"), ("Curriculum and teaching", "Expected standard"),
        ("Inclusion", "Needs attention"), ("Leadership and governance", "Needs attention"),
    ]
    private static let right = [
        "personal-development-and-well-being": "strong-standard", "achievement": "expected-standard",
        "attendance-and-behaviour": "expected-standard", "curriculum-and-teaching": "expected-standard",
        "inclusion": "needs-attention", "leadership-and-governance": "needs-attention",
        "safeguarding-standards": "met",
    ]

    /// The areas with prose; the heading of a group above its first area, the grade below each, or both.
    private static func body(groups: Bool, own: Bool) -> String {
        var lines: [String] = []
        var group = ""
        for (area, grade) in areas {
            if groups, grade != group { lines.append(grade) }
            group = grade
            lines.append(area)
            if own { lines.append(grade) }
            lines.append("Pupils do well in this, and leaders know why.")
        }
        return lines.joined(separator: "\n") + "\nNext steps\nLeaders should continue their work.\n"
    }

    private static let readable: [(String, String)] = [
        ("groups and grades", body(groups: true, own: true)), ("grades alone", body(groups: false, own: true)),
        ("groups alone", body(groups: true, own: false)),
        ("well-being", body(groups: true, own: true).replacing("wellbeing", with: "well-being")),
        (
            "a label over two lines",
            body(groups: true, own: true).replacing("development and wellbeing", with: "development and\nwellbeing")
        ),
        ("a footnote", body(groups: true, own: true).replacing("Achievement", with: "Achievement2")),
    ]

    @Test(arguments: readable)
    func isRead(_ name: String, _ body: String) async throws {
        let outcome = try await Self.read(Self.head + Self.legend + Self.safeguarding + body + Self.glossary)
        #expect(outcome.result == .graded, "\(name): \(outcome.doubts)")
        #expect(outcome.framework == "report-card")
        #expect(outcome.providerName == "The Someplace School" || outcome.providerName == "Someplace School")
        #expect(outcome.providerURN == "123456")
        #expect(outcome.inspection.start?.iso == "2026-04-28")
        #expect(GradeTableTests.grades(outcome) == Self.right, "\(name)")
    }

    private static let toolkit: String = areas.map { area, _ in
        "\(area)\nStrong standard\nThis is better.\nExpected standard\nThis is usual.\n"
    }.joined()
    private static let upsideDown: String = areas.map { "\($0.1)\n\($0.0)\n" }.joined()
    private static let labels: String = areas.map { "\($0.0)\n" }.joined()
    private static let both: String = body(groups: true, own: true)

    private static let doubtful: [(String, String)] = [
        (
            "a heading that contradicts a grade",
            both.replacing("Inclusion\nNeeds attention", with: "Inclusion\nExceptional")
        ),
        ("a legend below an area", both.replacing("Inclusion\nNeeds attention\n", with: "Inclusion\n" + legend)),
        ("a second grade for one area", both + "Achievement\nStrong standard\nMore of it.\n"),
        (
            "a safeguarding grade of another area",
            both.replacing("Achievement\nExpected standard", with: "Achievement\nMet")
        ),
        (
            "a toolkit that describes each grade of each area",
            toolkit
        ),
        (
            "each grade above its area, with no prose",
            upsideDown
        ),
        ("an area without a grade", both.replacing("Inclusion\nNeeds attention\n", with: "Inclusion\n")),
    ]

    @Test(arguments: doubtful)
    func isInDoubt(_ name: String, _ body: String) async throws {
        let outcome = try await Self.read(Self.head + Self.legend + Self.safeguarding + body)
        #expect(outcome.result == .doubtful, "\(name): \(outcome.judgements)")
        for (area, grade) in GradeTableTests.grades(outcome) { #expect(Self.right[area] == grade, "\(name)") }
    }

    @Test func safeguardingThatIsSaidBothWaysIsInDoubt() async throws {
        let text = Self.head + Self.safeguarding.replacing("standards met\n", with: "standards not met\n") + Self.both
        #expect(try await Self.read(text).result == .doubtful)
    }

    private static let empty: [(String, String)] = [
        ("a legend", legend), ("a glossary", glossary), ("both", legend + glossary),
        ("areas without grades", labels),
        ("a legend above areas", legend + labels),
        ("areas above a glossary", labels + glossary),
    ]

    @Test(arguments: empty)
    func statesNothing(_ name: String, _ text: String) async throws {
        let outcome = try await Self.read(Self.head + text)
        #expect(outcome.judgements.isEmpty, "\(name): \(outcome.judgements)")
        #expect(outcome.result != .graded)
    }

    @Test func aNursery() async throws {
        let card = """
            Little Someplace Nursery
            Unique reference number (URN): EY123456
            Inspection report: 3 February 2026
            Safeguarding standards met
            Strong standard
            Children’s welfare and well-being
            Strong standard
            Children thrive.
            Expected standard
            Inclusion
            Expected standard
            All take part.
            Curriculum and teaching
            Expected standard
            Children learn.
            Achievement
            Expected standard
            Children do well.
            Behaviour, attitudes and establishing routines
            Expected standard
            Children behave.
            Leadership and governance
            Expected standard
            Leaders lead.
            """
        let outcome = try await Self.read(card)
        #expect(outcome.result == .graded, "\(outcome.doubts)")
        #expect(outcome.framework == "early-years-report-card")
        #expect(GradeTableTests.grades(outcome)["welfare-and-well-being"] == "strong-standard")
        #expect(outcome.judgements.count == 7)
    }

    @Test func aCollegeHasGradesForEachKindOfProvision() async throws {
        let card = """
            Someplace College
            Inspection report: 3 February 2026
            Safeguarding standards met
            Inclusion
            Strong standard
            All take part.
            Leadership and governance
            Expected standard
            Leaders lead.
            Education programmes for young people
            Curriculum, teaching and training
            Needs attention
            Teaching varies.
            Achievement
            Expected standard
            Students pass.
            Participation and development
            Expected standard
            Students attend.
            Apprenticeships
            Achievement
            Urgent improvement
            Few finish.
            """
        let outcome = try await Self.read(card)
        #expect(outcome.result == .graded, "\(outcome.doubts)")
        #expect(
            GradeTableTests.grades(outcome) == [
                "inclusion": "strong-standard", "leadership-and-governance": "expected-standard",
                "young-people-curriculum": "needs-attention", "young-people-achievement": "expected-standard",
                "young-people-participation": "expected-standard", "apprenticeships-achievement": "urgent-improvement",
                "safeguarding-standards": "met",
            ])
    }

    @Test(.enabled(if: Shared.exists, "../shared is not there"))
    func theRebuiltCardIsRead() async throws {
        let outcome = await (try ReportReader.builtIn()).read(
            try Shared.bytes("sources/ofsted-report-card-text/rebuilt_not_real.txt"))
        #expect(outcome.result == .graded, "\(outcome.doubts)")
        let grades = GradeTableTests.grades(outcome)
        #expect(grades["personal-development-and-well-being"] == "strong-standard")
        #expect(grades["safeguarding-standards"] == "met")
        #expect(grades.values.count { $0 == "expected-standard" } == 5)
    }
}
