import Inspections
import Testing

@testable import Reports

/// Reports under a title that no framework's data knows, and documents that only remind of them.
@Suite struct UnknownReportTests {
    struct Case: Sendable, CustomTestStringConvertible {
        let name: String
        let text: String
        /// `nil` where it is an ordinary document.
        let labels: [String]?
        var testDescription: String { name }
    }

    @Test(arguments: [
        Case(
            name: "a table with grades in lines of their own",
            text: """
                Renewed inspection of children's services in Borsetshire
                Family help
                Good
                Homes and schools for
                children in care
                Requires improvement
                Overall effectiveness
                Requires improvement
                """, labels: ["Family help", "children in care", "Overall effectiveness"]),
        Case(
            name: "grades beside their labels",
            text: "Inspection of Someplace Hospital School\nTeaching on the wards: good\nCare at night Outstanding\n",
            labels: ["Teaching on the wards", "Care at night"]),
        Case(
            name: "a table of grades that nobody knows",
            text: "An inspection of Borsetshire\nJudgement\nGrade\nFamily help\nSplendid\nLeaders\nDreadful\n",
            labels: []),
        Case(
            name: "a search form with a list of grades",
            text: "Find an inspection report\nRating\nOutstanding\nGood\nRequires improvement\nInadequate\n",
            labels: nil),
        Case(
            name: "prose whose lines end in grades",
            text: """
                The inspection of the service
                Inspectors said that the care of young people is
                good
                and that what leaders do for them every day was good
                although the work of the board had long been inadequate
                """, labels: nil),
        Case(
            name: "no inspection", text: "Annual accounts\nReserves: good\nStaffing: outstanding\nOutlook: good\n",
            labels: nil),
        Case(name: "one grade alone", text: "Inspection news\nOur nursery: outstanding\n", labels: nil),
    ])
    func whatStatesGradesIsTold(_ example: Case) async throws {
        let outcome = try await ReportReader.builtIn().read(Array(example.text.utf8))
        #expect(outcome.result == .notAReport)
        #expect(outcome.unknownReport?.labels == example.labels)
        #expect(outcome.judgements.isEmpty)
    }

    @Test func reportsOfOneFrameworkHaveOneKeyWhoeverTheyAreOn() {
        let a = UnknownReport(title: "Inspection of Kent", labels: ["Family help", "Leaders"])
        let b = UnknownReport(title: "Inspection of Devon", labels: ["Family Help", "Leaders", "Schools"])
        #expect(a.key == b.key)
    }
}
