import Foundation
import Inspections
import Testing

@testable import Reports

/// What a document's own table proves of it, whatever its title says, and what proves nothing.
@Suite struct StructureTests {
    private static let dates = "Inspection dates: 11 to 15 March 2024\n"
    private static let table =
        GradeTableTests.impact + GradeTableTests.help + GradeTableTests.care + GradeTableTests.leavers
        + GradeTableTests.overall

    private static func read(_ text: String) async throws -> Outcome {
        await (try ReportReader.builtIn()).read(Array(text.utf8))
    }

    @Test(arguments: [
        ("no title", "", nil), ("a word before the title", "Reinspection of Bolton children’s services\n", "Bolton"),
        ("words before it", "Ofsted’s full inspection of Bolton local authority children’s services\n", "Bolton"),
        ("a company in the council's place", "Inspection of Together for Children Sunderland\n", "Sunderland"),
        ("a trust that no registry knows", "Inspection of Achieving for Children\n", "Achieving for Children"),
        ("a footnote at the name", "Inspection of Bolton2 local authority children’s services1\n", "Bolton"),
        ("a singular", "Inspection of Bolton local authority children’s service\n", "Bolton"),
        ("the council alone", "Bolton Council\n", "Bolton"),
    ])
    func aTableProvesItsFramework(_ name: String, _ title: String, _ provider: String?) async throws {
        let outcome = try await Self.read(title + Self.dates + Self.table + GradeTableTests.prose)
        #expect(outcome.result == .graded, "\(name): \(outcome.doubts)")
        #expect(outcome.framework == "ilacs")
        #expect(outcome.providerName == provider, "\(name)")
        #expect(GradeTableTests.grades(outcome) == GradeTableTests.right)
    }

    @Test(arguments: [
        "Inspection of services for children in need of help and protection, children looked after and care leavers\n",
        "Dear Ms Example\nFocused visit to Bolton children’s services\n",
    ])
    func aTitleThatItsTableContradictsIsInDoubt(_ title: String) async throws {
        let outcome = try await Self.read(title + Self.dates + Self.table + GradeTableTests.prose)
        #expect(outcome.result == .doubtful)
        #expect(outcome.judgements.isEmpty)
    }

    @Test func theCouncilStandsAboveALaterTitle() async throws {
        let text = """
            Kent County Council
            Reinspection of service for children in need of help and protection, children looked
            after and care leavers
            and
            Review of the effectiveness of the Local Safeguarding Children Board1
            Inspection dates: 6 to 30 March 2017
            """
        #expect(try await Self.read(text).providerName == "Kent")
    }

    @Test func anOutcomeProvesAnAreaInspection() async throws {
        let text = """
            Local area partnership report
            Full area SEND reinspection of the Bolton area
            Inspection dates: 25 to 29 September 2023
            Inspection outcome
            The local area partnership’s arrangements lead to inconsistent experiences and
            outcomes for children and young people. The next full area SEND inspection will be
            within approximately 3 years.
            Information about the local area partnership
            """
        let outcome = try await Self.read(text)
        #expect(outcome.result == .graded, "\(outcome.doubts)")
        #expect(GradeTableTests.grades(outcome) == ["arrangements": "inconsistent"])
    }

    private static let contents = """
        Contents
        The impact of leaders on social work practice with children and families 3
        The experiences and progress of children who need help and protection 5
        The experiences and progress of children in care 7
        The experiences and progress of care leavers 9
        Overall effectiveness 11

        """
    private static let glossary = """
        Our grades explained
        Outstanding
        Services are of the best.
        Good
        Services are good.
        Requires improvement to be good
        Services are not yet good.
        Inadequate
        Children are at risk.

        """
    private static let form = """
        Judgement
        Grade
        The impact of leaders on social work practice with children and families
        The experiences and progress of children who need help and protection
        The experiences and progress of children in care
        The experiences and progress of care leavers
        Overall effectiveness
        Outstanding, good, requires improvement to be good or inadequate

        """
    private static let school = """
        The quality of education Good
        Behaviour and attitudes Good
        Personal development Good
        Leadership and management Good
        Overall effectiveness Good

        """
    private static let nothing: [(String, String)] = [
        ("a contents page", contents), ("a glossary", glossary), ("a form with empty cells", form),
        ("a table that three frameworks print", school),
        ("two of five areas", GradeTableTests.care + GradeTableTests.leavers),
        ("the grades of the last inspection", "The judgements at the last inspection were:\n" + table),
    ]

    @Test(arguments: nothing)
    func provesNothing(_ name: String, _ text: String) async throws {
        let outcome = try await Self.read(Self.dates + text + GradeTableTests.prose)
        #expect(outcome.judgements.isEmpty, "\(name): \(outcome.judgements)")
        #expect(outcome.result != .graded)
    }

    /// Without their titles, letters are no reports; with them, they are letters.
    @Test(.enabled(if: Shared.exists, "../shared is not there"))
    func nothingIsInventedFromRealLetters() async throws {
        let reader = try ReportReader.builtIn()
        let pdf = PDFText(limits: ReportLimits(pdfSeconds: 600))
        for path in try Shared.rows("letters.csv").compactMap({ $0["path"] }) {
            let text = try await pdf.text(of: Shared.bytes(path))
            let untitled = text.split(separator: "\n").filter { !$0.lowercased().contains("visit") }
            let outcome = await reader.read(Array(untitled.joined(separator: "\n").utf8))
            #expect(outcome.judgements.isEmpty && outcome.result != .graded, "\(path): \(outcome.judgements)")
        }
    }
}
