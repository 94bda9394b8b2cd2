import Foundation
import History
import Inspections
import TestSupport
import Testing

@testable import Polling
@testable import System

/// A row on which an operator has decided something, in the releases after that. A decision is on what the row says: it
/// holds until the row says something else, whatever other columns do.
@Suite struct RuledRowTests {
    private let table: TablePollTests

    init() throws { table = try TablePollTests() }

    private static let columns = TablePollTests.columns.replacing("number: Number", with: "region: Region")
    private static let header = "URN,Name,URN then,Region,Date,Overall,Quality\n"
    private static let earlier = "1,Oak,1,London,01/03/2015,2,2\n"

    private func decide(_ decision: Ruling.Decision) async throws -> [String] {
        let (recorder, now) = (try Recorder.test(feeds: "a", "reports"), table.clock.now)
        return try await table.polled.history.write("test") { history in
            let row = try history.publications(of: ProviderID(urn: "1")).first { $0.dates.start?.year == 2020 }
            return try recorder.rule(
                Ruling(decision: decision, who: "desk", why: "a slip"), on: [try #require(row)], at: now, in: history)
        }.map(\.kind)
    }

    private static let inadequate = Ruling.Decision.state(
        [("overall-effectiveness", "inadequate")], framework: nil, dates: InspectionDates(start: nil, end: nil))

    private func poll(_ row: String) async throws -> [String] {
        let report = try await table.poll(Self.header + Self.earlier + row, columns: Self.columns)
        return report.alerts.map { "\($0.kind) \($0.direction)" }
    }

    struct Case: Sendable, CustomTestStringConvertible {
        let testDescription: String
        var decision = inadequate
        let row: String
        let told: [String]
        /// Overall effectiveness in 2020; `-` where the inspection counts for nothing.
        let stands: String
    }

    @Test(arguments: [
        Case(
            testDescription: "another region", row: "1,Oak,1,North West,01/03/2020,2,2\n", told: [],
            stands: "inadequate"),
        Case(
            testDescription: "another name", row: "1,Oak Academy,1,London,01/03/2020,2,2\n", told: [],
            stands: "inadequate"),
        Case(
            testDescription: "another grade of the area", row: "1,Oak,1,London,01/03/2020,1,2\n",
            told: ["rating-corrected improved"], stands: "outstanding"),
        Case(
            testDescription: "a row without a number beside it",
            row: "1,Oak,1,London,01/03/2020,2,2\n"
                + "1,Oak,1,London,20/03/2020,2,2\n", told: ["rating-changed improved"], stands: "inadequate"),
        Case(
            testDescription: "rejected, another region", decision: .reject, row: "1,Oak,1,North West,01/03/2020,2,2\n",
            told: [], stands: "-"),
        Case(
            testDescription: "rejected, another grade", decision: .reject, row: "1,Oak,1,London,01/03/2020,1,2\n",
            told: [], stands: "-"),
    ])
    func aDecisionHoldsUntilTheRowSaysSomethingElse(_ example: Case) async throws {
        #expect(try await poll("1,Oak,1,London,01/03/2020,2,2\n") == ["operator-baseline-done none"])
        _ = try await decide(example.decision)
        #expect(try await poll(example.row) == example.told)
        let recorder = try Recorder.test(feeds: "a", "reports")
        for _ in 0..<2 {
            let entries = try await recorder.inspections(
                of: ProviderID(urn: "1"), at: table.clock.now, in: table.polled.history)
            let entry = entries.first { $0.inspection.dates.start?.iso == "2020-03-01" }
            #expect(entry?.graded.grade(of: "overall-effectiveness") ?? "-" == example.stands)
            #expect(try await poll(example.row).isEmpty, "the same once more")
        }
        if example.stands == "-" {
            let row = try await table.polled.history.read("test") {
                try $0.publications(of: ProviderID(urn: "1")).first { $0.dates.start?.year == 2020 }
            }
            #expect(row?.state == .notAReport && row?.reason == "rejected by desk: a slip")
        }
    }
}
