import Foundation
import GRDB
import Inspections
import TestSupport
import Testing

@testable import History

/// Histories that each version of the tables has left behind, opened by this one.
@Suite struct MigrationTests {
    private let folder: TemporaryFolder
    private let path: String

    init() throws {
        folder = try TemporaryFolder()
        path = folder.path("history.sqlite")
    }

    struct Version: Sendable, CustomTestStringConvertible {
        /// Of the last migration that it knew.
        let name: String
        /// All of its tables, with rows.
        let sql: String
        var testDescription: String { name }
    }

    /// A version's rows never change once it is released: a change of the tables is another migration, and another entry here.
    static let versions = [
        Version(name: "1", sql: StoredHistories.version1), Version(name: "2", sql: StoredHistories.version2),
    ]

    private func stored(_ version: Version) throws {
        try DatabaseQueue(path: path).writeWithoutTransaction { try $0.execute(sql: version.sql) }
    }

    private func tables() throws -> [String] {
        try DatabaseQueue(path: path).read {
            try String.fetchAll($0, sql: "SELECT sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY type, name")
        }.map { $0.split(whereSeparator: \.isWhitespace).joined(separator: " ") }
    }

    @Test func eachVersionHasLeftOne() {
        #expect(Self.versions.map(\.name) == HistorySchema.migrator.migrations)
    }

    @Test(arguments: versions) func itsTablesBecomeThoseOfANewHistory(version: Version) throws {
        try stored(version)
        do { _ = try History(path: path) }
        let migrated = try tables()
        try FileManager.default.removeItem(atPath: path)
        do { _ = try History(path: path) }
        #expect(migrated == (try tables()))
    }

    @Test(arguments: versions) func nothingInItIsLost(version: Version) async throws {
        try stored(version)
        let history = try History(path: path)
        let kent = ProviderID(urn: "80476")
        let now = Date(timeIntervalSince1970: 1_780_000_000)
        try await history.read("test") { history in
            let feed = try #require(try history.feedState("councils"))
            #expect([feed.movedTo, feed.etag, feed.bodyHash] == ["https://example.org/b", "\"7\"", "beef"])
            #expect(feed.skipHours == [1, 2])
            #expect(feed.listed == 153)
            #expect(try history.provider(kent)?.region == "South East")
            let inspections = try history.inspections(of: kent)
            #expect(inspections.map(\.inspection.framework) == ["sif", "ilacs"])
            #expect(inspections.map { $0.changes.map(\.direction) } == [["first"], ["declined", "no-longer-graded"]])
            #expect(inspections.last?.inspection.judgements.first?.evidence == "Overall effectiveness Inadequate")
            #expect(try history.publications(feed: nil).map(\.state) == [.notAReport, .pending, .read, .read])
            #expect(try history.nextTry(feed: "councils") == Date(timeIntervalSince1970: 1_716_000_000))
            let alerts = try history.alerts(AlertQuery())
            #expect(alerts.map(\.kind) == ["operator-baseline-done", "rating-changed"])
            #expect(try history.routeDecisions(on: 2).map(\.reason) == ["it is what the route asks for"])
            #expect(try history.portfolioDecisions(ofPublication: 2).map(\.reason) == ["too-few: 1 of 2"])
            let deliveries = try history.deliveries(failed: false)
            #expect(deliveries.map(\.delivery.state) == [.done, .done, .pending])
            #expect(deliveries.last?.attempts.map(\.reason) == ["answered 503"])
            #expect(try history.receiverState("newsroom")?.disabledReason == "answered 410")
            #expect(try history.heldAlerts(feed: "councils").map(\.alert.summary) == ["held"])
            #expect(try history.brakedSince(feed: "councils") != nil)
            #expect(try history.silences(at: now).map(\.why) == ["known already"])
            #expect(try history.siteState("site").walk == 3)
            #expect(try history.documentCheck(of: 1)?.missingDays == 1)
            #expect(try history.logHead(receiver: "log")?.sequence == 2)
            #expect(try history.tableRows(feed: "schools") == [-7, 7])
        }
        // And it goes on from there.
        let raised = try await history.write("test") {
            try $0.raise(
                Alert(
                    kind: .operatorFeedQuiet, id: "rw_new", instance: "test", time: now, subject: "feed:councils",
                    feed: "councils", summary: "s"), decisions: [], receivers: ["log"], line: "l")
        }
        #expect(raised?.sequence == 3)
    }
}
