import Inspections
import Testing

@testable import Reports

/// Tables as real ones are printed and damaged: each fixture is named after what it holds.
@Suite struct GradeTableTests {
    static let head = """
        Inspection of Someplace local authority children’s services
        Inspection dates: 11 to 15 March 2024
        Judgement

        Grade


        """
    static let impact = "The impact of leaders on social work\npractice with children and families\n\nGood\n\n"
    static let help = "The experiences and progress of\nchildren who need help and protection\n\nInadequate\n\n"
    static let care = "The experiences and progress of\nchildren in care\n\nOutstanding\n\n"
    static let leavers = "The experiences and progress of care\nleavers\n\nRequires improvement to be good\n\n"
    static let overall = "Overall effectiveness\n\nInadequate\n\n"
    static let prose = "Since 2021, when overall effectiveness was judged to be good, services have changed.\n"
    static let body = """
        The impact of leaders on social work practice with children and families: good
        1. Leaders know.
        The experiences and progress of children who need help and
        protection: inadequate
        2. Children wait.
        The experiences and progress of children in care: outstanding
        3. Children thrive.
        The experiences and progress of care leavers: requires
        improvement to be good
        4. Young people hope.
        """
    static let right = [
        "impact-of-leaders": "good", "help-and-protection": "inadequate", "children-in-care": "outstanding",
        "care-leavers": "requires-improvement", "overall-effectiveness": "inadequate",
    ]

    static let readable: [(String, String)] = [
        ("as printed", head + impact + help + care + leavers + overall + prose + body),
        ("no body", head + impact + help + care + leavers + overall + prose),
        (
            "a grade over three lines, its first above the label",
            head + impact + help + care
                + "Requires improvement\nThe experiences and progress of care\nleavers\nto be\ngood\n"
                + overall + prose
        ),
        (
            "a label that ends in a full stop",
            head + impact.replacing("families", with: "families.") + help + care + leavers + overall + prose
        ),
        (
            "a letter mistaken",
            head + impact + help.replacing("progress", with: "progrezs") + care + leavers + overall + prose + body
        ),
        (
            "a word lost",
            head + impact + help + care.replacing("children in care", with: "children care") + leavers + overall + prose
                + body
        ),
        (
            "a word too many",
            head + impact + help + care + leavers.replacing("care\n", with: "children care\n") + overall + prose + body
        ),
        (
            "a page break with a footnote between two rows",
            head + impact + help
                + "1\n\nThe council has reviewed this section.\n2\n\u{0C}Inspection of Someplace children’s services\n11 to 15 March 2024\n"
                + care + leavers + overall + prose + body
        ),
        (
            "a page break within a label",
            head + impact + help + care
                + leavers.replacing(
                    "care\nleavers", with: "care\n2\n\u{0C}Inspection of Someplace\n11 to 15 March 2024\nleavers")
                + overall + prose + body
        ),
        (
            "a page break with a footnote between a label and its grade",
            head + impact
                + help.replacing(
                    "Inadequate", with: "The council has reviewed this.\n2\n\u{0C}Inspection of Someplace\nInadequate")
                + care + leavers + overall + prose + body
        ),
        (
            "a grade and the next label on one line",
            head + impact + help.replacing("Inadequate\n\n", with: "Inadequate ") + care + leavers + overall + prose
        ),
        (
            "a grade lost from a table that the body repeats",
            head + impact + help + care.replacing("Outstanding", with: "") + leavers + overall + prose + body
        ),
        (
            "grades beside labels",
            head + """
                The impact of leaders on social work practice with    Good
                children and families
                The experiences and progress of children who need     Inadequate
                help and protection
                The experiences and progress of children in care      Outstanding
                The experiences and progress of care leavers          Requires improvement
                                                                      to be good
                Overall effectiveness                                 Inadequate

                """ + prose
        ),
        (
            "an earlier inspection's list",
            head + impact + help + care + leavers + overall + prose + body
                + "\nThe judgements at the last inspection were:\n• Overall effectiveness: good\n• The experiences and progress of children in care: good\n"
        ),
        (
            "an earlier inspection's list under a heading",
            head + impact + help + care + leavers + overall + prose + body
                + "\nas social workers routinely\nPrevious inspection\nOverall effectiveness\nOutstanding\n"
        ),
    ]

    @Test(arguments: readable)
    func isRead(_ name: String, _ text: String) async throws {
        let outcome = await (try ReportReader.builtIn()).read(Array(text.utf8))
        #expect(Self.grades(outcome) == Self.right, "\(name): \(outcome.doubts)")
        #expect(outcome.result == .graded, "\(name): \(outcome.doubts)")
        #expect(outcome.framework == "ilacs")
    }

    static let doubtful: [(String, String, String)] = [
        (
            "two grades swapped",
            head + impact.replacing("Good", with: "Inadequate") + help.replacing("Inadequate", with: "Good") + care
                + leavers + overall + prose + body,
            "impact-of-leaders: the grade table on page 1 says inadequate; the body's heading on page 1 says good"
        ),
        (
            "a grade lost without a body to tell",
            head + impact + help.replacing("Inadequate", with: "") + care + leavers + overall + prose,
            "help-and-protection: the report states no grade that could be read"
        ),
        (
            "a label lost, so that grades would slip",
            head + impact + "Inadequate\n" + care + leavers + overall + prose,
            "impact-of-leaders: only a table that is broken or contradicted states it"
        ),
        (
            "all labels before all grades",
            head + "Overall effectiveness\nThe experiences and progress of\nchildren in care\nGood\nInadequate\n"
                + prose, "children-in-care: its label is misprinted and nothing confirms it"
        ),
        (
            "headings that contradict one another beside a contradicted table",
            head + impact.replacing("Good", with: "Inadequate") + help + care + leavers + prose + body
                + "\nThe impact of leaders on social work practice with children and families: outstanding\n"
                + String(repeating: "Social workers know the children well.\n", count: 20)
                + "Overall effectiveness: outstanding\n",
            "overall-effectiveness: only a table and headings that are contradicted state it"
        ),
        (
            "no day of inspection",
            (head + impact + help + care + leavers + overall + prose).replacing(
                "Inspection dates: 11 to 15 March 2024", with: ""), "no day of inspection could be read"
        ),
    ]

    @Test(arguments: doubtful)
    func isInDoubt(_ name: String, _ text: String, _ reason: String) async throws {
        let outcome = await (try ReportReader.builtIn()).read(Array(text.utf8))
        #expect(outcome.result == .doubtful, "\(name)")
        #expect(outcome.doubts.contains { $0.hasPrefix(reason) }, "\(name): \(outcome.doubts)")
        for (area, grade) in Self.grades(outcome) { #expect(Self.right[area] == grade, "\(name)") }
    }

    static func grades(_ outcome: Outcome) -> [String: String] {
        Dictionary(uniqueKeysWithValues: outcome.judgements.map { ($0.area, $0.grade) })
    }
}
