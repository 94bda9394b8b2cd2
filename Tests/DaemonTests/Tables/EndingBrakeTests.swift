import History
import Inspections
import TestSupport
import Testing

@testable import Configuration
@testable import Daemon
@testable import Polling
@testable import System

/// A table whose columns are mixed up says of half its providers that others go on for them.
@Suite struct EndingBrakeTests {
    private let polled: PolledFeed
    private static let columns = """
        {dates: dmy, provider_id: URN, name: Name, predecessors: [Before], number: Number, date: Date, framework: oeif, \
        areas: {overall-effectiveness: Overall}, codes: {1: outstanding, 2: good, 3: requires-improvement, 4: inadequate}}
        """
    /// Whether the publisher numbers its inspections: else a row is known by provider and days.
    static let columnMaps = [columns, columns.replacing("number: Number, ", with: "")]

    init() throws {
        polled = try PolledFeed(
            configured: """
                receivers: [{name: log, kind: log-file, path: alerts.jsonl, format: jsonl}]
                routes: [{name: all, match: {kind: [provider-ended, rating-changed, rating-corrected, inspection-published]}, receivers: [log]}]
                """)
    }

    private func feed(_ columns: String) -> String {
        "{name: a, kind: table, path: '\(polled.folder.path("table.csv"))', every: 1s, publisher: a, table: \(columns)}"
    }

    private func poll(_ rows: [String], _ columns: String) async throws -> [StoredAlert] {
        try polled.folder.write("table.csv", "URN,Name,Before,Number,Date,Overall\n" + rows.joined())
        let report = try #require(try await polled.step(feed(columns)))
        polled.clock.advance(86400)
        return report.alerts
    }

    /// Of 20 schools; `moved`: so many of them go by another number.
    private func rows(moved: Int = 0) -> [String] {
        (1...20).map { school in
            let id = school <= moved ? 100 + school : school
            return "\(id),School \(school),\(school),\(1000 + school),01/03/2020,2\n"
        }
    }

    /// As `ratingwatch release` does it.
    private func release(isDropped: Bool = false) async throws -> [StoredAlert] {
        let recorder = Recorder(
            try polled.configuration([feed(Self.columns)]), reports: try BuiltInReports.reader)
        let now = polled.clock.now
        return try await polled.history.write("test") { history in
            try history.endHolding(feed: "a")
            let endings = try recorder.release(endingsOf: "a", isDropped: isDropped, at: now, in: history)
            return try endings
                + recorder.settlement.settle(
                    feed: "a", manner: isDropped ? .silently : .released, at: now, in: history
                ).alerts
        }
    }

    private func successors(of school: Int) async throws -> [String] {
        try await polled.history.read("test") { try $0.successors(of: ProviderID(urn: "\(school)")).map(\.id.text) }
    }

    private func standing(of school: Int) async throws -> String? {
        try await polled.history.read("test") {
            try $0.standingGrade(of: ProviderID(urn: "\(school)"), in: "overall-effectiveness")?.grade
        }
    }

    @Test(arguments: columnMaps) func manyProvidersThatEndByMistakeAreNotToldNorBelieved(columns: String) async throws {
        #expect(try await poll(rows(), columns).map(\.kind) == ["operator-baseline-done"])
        let mistaken = try await poll(rows(moved: 12), columns)
        #expect(mistaken.map(\.kind) == ["operator-changes-held"])
        #expect(mistaken.first?.summary.contains("12 of the 20 providers known to the feed a would have ended") == true)
        #expect(try await successors(of: 1).isEmpty)
        #expect(try await standing(of: 1) == "good")
        // Mended: nothing of it is left.
        #expect(try await poll(rows(), columns).isEmpty)
        #expect(try await release().isEmpty)
        #expect(try await successors(of: 1).isEmpty)
        #expect(try await standing(of: 1) == "good")
        let next = ["1,School 1,1,2001,01/03/2024,4\n"] + rows().dropFirst()
        #expect(
            try await poll(next, columns).map(\.summary) == [
                "School 1: overall effectiveness declined from good to inadequate"
            ])
    }

    @Test(arguments: columnMaps) func providersThatHaveEndedAreToldOnceAnOperatorSaysSo(columns: String) async throws {
        _ = try await poll(rows(), columns)
        #expect(try await poll(rows(moved: 12), columns).map(\.kind) == ["operator-changes-held"])
        // One more while it lasts, and one of which it is said no longer.
        var later = rows(moved: 13)
        later[11] = rows()[11]
        #expect(try await poll(later, columns).isEmpty)
        let told = try await release()
        #expect(told.map(\.kind) == Array(repeating: "provider-ended", count: 12))
        #expect(try await successors(of: 1) == ["ofsted:101"])
        #expect(try await successors(of: 12).isEmpty)
        #expect(try await successors(of: 13) == ["ofsted:113"])
        let next = ["101,School 1,101,2001,01/03/2024,4\n"] + later.dropFirst()
        #expect(
            try await poll(next, columns).map(\.summary) == [
                "School 1: overall effectiveness declined from good to inadequate"
            ])
    }

    @Test func whatAnOperatorDropsIsKnownWithoutBeingTold() async throws {
        _ = try await poll(rows(), Self.columns)
        _ = try await poll(rows(moved: 12), Self.columns)
        #expect(try await release(isDropped: true).isEmpty)
        #expect(try await successors(of: 1) == ["ofsted:101"])
        #expect(try await poll(rows(moved: 13), Self.columns).map(\.kind) == ["provider-ended"])
    }

    @Test func aFewAreToldAtOnce() async throws {
        _ = try await poll(rows(), Self.columns)
        #expect(
            try await poll(rows(moved: 9), Self.columns).map(\.kind) == Array(repeating: "provider-ended", count: 9))
    }
}
