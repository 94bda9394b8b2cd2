import Inspections
import Testing

@testable import Reports

/// Reports of schools and of children's homes: what they state beside grades, and in the place of grades.
@Suite struct SchoolTests {
    private static func read(_ text: String) async throws -> Outcome {
        await (try ReportReader.builtIn()).read(Array(text.utf8))
    }

    private static let table = """
        Inspection of Someplace Primary School
        Inspection dates: 11 and 12 October 2022
        The quality of education Inadequate
        Behaviour and attitudes Good
        Personal development Good
        Leadership and management Inadequate
        Overall effectiveness Inadequate

        """

    @Test func safeguardingAndTheCategoryOfConcern() async throws {
        let outcome = try await Self.read(
            Self.table + "The arrangements for safeguarding are not effective.\n"
                + "His Majesty’s Chief Inspector is of the opinion that this school requires special measures.\n"
                + "Unique reference number\n123456\n")
        #expect(outcome.result == .graded, "\(outcome.doubts)")
        #expect(outcome.facts == ["safeguarding": "not-effective", "category_of_concern": "special-measures"])
        #expect(outcome.providerURN == "123456")
    }

    @Test func aFactThatIsStatedBothWaysIsLeftOut() async throws {
        let outcome = try await Self.read(
            Self.table + "The arrangements for safeguarding are effective.\n"
                + "The arrangements for safeguarding are not effective.\n")
        #expect(outcome.facts.isEmpty)
    }

    @Test(arguments: [
        (
            "Inspection of a good school: Someplace Primary School",
            "Someplace Primary School continues to be a good school.", "remains-good"
        ),
        (
            "Inspection of an outstanding school: Someplace Primary School",
            "The school continues to be an outstanding school.", "remains-outstanding"
        ),
        (
            "Inspection of Someplace Primary School",
            "Someplace Primary School has taken effective action to maintain the standards identified at the\nprevious inspection.",
            "standards-maintained"
        ),
    ])
    func anInspectionWithoutGrades(_ title: String, _ sentence: String, _ outcomeFact: String) async throws {
        let outcome = try await Self.read("\(title)\nInspection dates: 8 and 9 October 2024\nOutcome\n\(sentence)\n")
        #expect(outcome.result == .ungraded, "\(outcome.doubts)")
        #expect(outcome.framework == "oeif")
        #expect(outcome.providerName == "Someplace Primary School")
        #expect(outcome.inspection.start?.iso == "2024-10-08")
        #expect(outcome.facts["outcome"] == outcomeFact)
    }

    static let card = """
        Inspection of Someplace Academy
        Inspection dates: 2 to 3 December 2025
        Safeguarding standards met
        Inclusion
        Strong standard
        Curriculum and teaching
        Expected standard
        Achievement
        Needs attention
        Attendance and behaviour
        Exceptional
        Personal development and well-being
        Expected standard
        Leadership and governance
        Urgent improvement
        Post-16 provision
        Strong standard
        What is it like to be a pupil at this school?
        """
    static let cardGrades = [
        "inclusion": "strong-standard", "curriculum-and-teaching": "expected-standard",
        "achievement": "needs-attention",
        "attendance-and-behaviour": "exceptional", "personal-development-and-well-being": "expected-standard",
        "leadership-and-governance": "urgent-improvement", "post-16": "strong-standard",
        "safeguarding-standards": "met",
    ]

    /// As text, as a PDF and as a page.
    @Test(arguments: [
        Array(card.utf8), PlainPDF.bytes(pages: [card]),
        Array(("<html><body><p>" + card.replacing("\n", with: "</p><p>") + "</p></body></html>").utf8),
    ])
    func aReportCard(_ document: [UInt8]) async throws {
        let outcome = await (try ReportReader.builtIn()).read(document)
        #expect(outcome.result == .graded, "\(outcome.doubts)")
        #expect(outcome.framework == "report-card")
        #expect(outcome.providerName == "Someplace Academy")
        #expect(GradeTableTests.grades(outcome) == Self.cardGrades)
    }
}
