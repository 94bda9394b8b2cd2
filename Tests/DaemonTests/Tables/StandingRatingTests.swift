import Foundation
import History
import Testing

@testable import Configuration
@testable import Daemon
@testable import Polling
@testable import Queries
@testable import System

/// Tables that tell the ratings that stand, without a date: only what moves is news.
@Suite struct StandingRatingTests {
    let table: TablePollTests

    private static let columns = """
        {provider_id: URN, name: Name, date: seen, framework: oeif, \
        areas: {overall-effectiveness: Overall, quality-of-education: Quality}, \
        codes: {1: outstanding, 2: good, 3: requires-improvement, 4: inadequate}, missing: [9, Not Available]}
        """
    private static let header = "URN,Name,Overall,Quality\n"

    init() throws { table = try TablePollTests() }

    private func poll(_ rows: String) async throws -> [String] {
        try await table.poll(Self.header + rows, columns: Self.columns).alerts.map(\.kind)
    }

    @Test func onlyAGradeThatMovesIsToldHoweverSoon() async throws {
        #expect(try await poll("1,Oak,2,2\n2,Elm,Not Available,9\n") == ["operator-baseline-done"])
        // Renamed, newly rated, newly listed, or no longer rated: nothing has moved.
        #expect(try await poll("1,Oak Lane,2,2\n2,Elm,3,9\n3,Ash,4,4\n") == [])
        #expect(try await poll("1,Oak,Not Available,2\n2,Elm,3,2\n3,Ash,4,4\n") == [])
        #expect(try await poll("1,Oak,3,2\n2,Elm,3,2\n3,Ash,4,4\n") == ["rating-changed"])
        #expect(try await poll("1,Oak,2,2\n2,Elm,3,2\n3,Ash,3,4\n") == ["rating-changed", "rating-changed"])
        #expect(try await poll("1,Oak,3,2\n2,Elm,3,2\n3,Ash,3,4\n") == ["rating-changed"])
    }

    /// The day on which a rating was seen to have moved stands for that of its inspection; areas that did not move
    /// stand beside it.
    @Test func anInspectionArisesOnTheDayOfTheMove() async throws {
        _ = try await poll("1,Oak,2,2\n")
        let report = try await table.poll(Self.header + "1,Oak,4,2\n", columns: Self.columns)
        let alert = try #require(report.alerts.first)
        #expect(alert.body.contains(#""inspection":{"framework":"oeif","start":"2026-06-02","end":null}"#))
        #expect(
            alert.body.contains(#""area":"quality-of-education","from":"good","to":"good","direction":"unchanged""#))
        #expect(alert.summary == "Oak: overall effectiveness declined from good to inadequate")
    }

    /// Another map says what the same cells mean: a correction of the reading, and no move.
    @Test func whatAnotherMapReadsIsNoMove() async throws {
        _ = try await poll("1,Oak,2,2\n")
        let columns = Self.columns.replacing("2: good", with: "2: requires-improvement")
        let report = try await table.poll(Self.header + "1,Oak,2,2\n", columns: columns)
        #expect(report.alerts.map(\.kind) == ["rating-corrected"])
    }

    @Test func whatHasADateCannotBeSaidOfThem() {
        let mistaken = Self.columns.replacing("date: seen", with: "date: seen, published: P")
        let error = #expect(throws: ConfigurationError.self) {
            try Configuration.parse(
                "feeds: [{name: a, kind: table, path: a.csv, table: \(mistaken)}]", file: "test.yaml",
                surroundings: Surroundings(workingDirectory: "/"))
        }
        #expect(String(describing: error).contains("current ratings without a date have no \"published\""))
    }
}
