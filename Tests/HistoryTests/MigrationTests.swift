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

    /// A version's rows never change once it is released: a change of the tables is another migration, and another
    /// entry here.
    static let versions = [
        Version(name: "1", sql: StoredHistories.version1), Version(name: "2", sql: StoredHistories.version2),
        Version(name: "3", sql: StoredHistories.version3),
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
        do { _ = try History(at: .file(path)) }
        let migrated = try tables()
        try FileManager.default.removeItem(atPath: path)
        do { _ = try History(at: .file(path)) }
        #expect(migrated == (try tables()))
    }

    @Test(arguments: versions) func nothingInItIsLost(version: Version) async throws {
        try stored(version)
        let history = try History(at: .file(path))
        let kent = ProviderID(urn: "80476")
        let now = Date(timeIntervalSince1970: 1_780_000_000)
        try await history.read("test") { history in
            let feed = try #require(try history.feedState("councils"))
            #expect([feed.movedTo, feed.etag, feed.bodyHash] == ["https://example.org/b", "\"7\"", "beef"])
            #expect(feed.skipHours == [1, 2])
            #expect(feed.listed == 153)
            #expect(try history.provider(kent)?.region == "South East")
            let sources = SourceDirectory([Source(feed: "councils", publisher: "p")])
            let statements = try history.statements(of: [kent], sources: sources)
            #expect(statements.map(\.id) == [1, 2], "as the rows of their publications, which alerts name")
            #expect(statements.map(\.framework) == ["sif", "ilacs"])
            #expect(statements.map(\.dates.start?.iso) == ["2015-03-02", "2024-02-26"])
            #expect(statements.map(\.address) == ["/1", "/2"])
            #expect(statements.map(\.isSilent) == [true, false])
            #expect(statements.map(\.recorded.timeIntervalSince1970) == [1_700_000_000, 1_715_846_400])
            #expect(statements.map { $0.judgements.map(\.grade) } == [["good"], ["inadequate"]])
            #expect(statements.map(\.judgements.first?.page) == [2, 1])
            #expect(statements.last?.judgements.first?.evidence == "Overall effectiveness Inadequate")
            #expect(try history.publications().map(\.state) == [.notAReport, .pending, .read, .read])
            #expect(try history.nextTry(feed: "councils", at: now) == Date(timeIntervalSince1970: 1_716_000_000))
            let alerts = try history.alerts(AlertQuery())
            #expect(alerts.map(\.kind) == ["operator-baseline-done", "rating-changed"])
            #expect(try history.routeDecisions(on: 2).map(\.reason) == ["it is what the route asks for"])
            #expect(try history.portfolioDecisions(ofPublication: 2).map(\.reason) == ["too-few: 1 of 2"])
            let deliveries = try history.deliveries(failed: false)
            #expect(deliveries.map(\.delivery.state) == [.done, .done, .pending])
            #expect(deliveries.last?.attempts.map(\.reason) == ["answered 503"])
            #expect(try history.receiverState("newsroom")?.disabledReason == "answered 410")
            #expect(try history.heldProviders(feed: "councils") == [kent], "their changes were held")
            #expect(try history.brakedSince(feed: "councils") != nil)
            #expect(try history.silences(at: now).map(\.why) == ["known already"])
            #expect(try history.siteState("site").walk == 3)
            #expect(try history.documentCheck(of: 1)?.missingDays == 1)
            #expect(try history.logHead(receiver: "log", path: "")?.sequence == 2)
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
    /// The tables of the ledger, as the second version has written them.
    @Test func whatTheSecondVersionKeptIsRead() async throws {
        try stored(Self.versions[1])
        let bath = ProviderID(urn: "80430")
        try await History(at: .file(path)).read("test") { history in
            let statement = try #require(
                try history.statements(of: [bath], sources: SourceDirectory([Source]())).first { $0.id == 5 })
            #expect(statement.ruling == .accept && statement.number == "10001" && statement.reader == "2")
            #expect(statement.facts == ["outcome": "met"] && statement.judgements.map(\.grade) == ["good"])
            let told = try #require(try history.told(of: bath).first)
            #expect(told.areas.map(\.alert) == ["rw_3"] && told.areas.map(\.direction) == [.first])
            #expect(told.dates.start?.iso == "2024-11-04" && told.published?.iso == "2025-01-10")
            #expect(try history.standingGrade(of: bath, in: "overall-effectiveness")?.grade == "good")
            #expect(try history.heldProviders(feed: "site") == [bath])
            let reminded = Date(timeIntervalSince1970: 1_716_000_000)
            #expect(try history.brakesToRemind(since: reminded).map(\.feed) == ["councils"])
            #expect(try history.brakesToRemind(since: reminded.addingTimeInterval(-1)).isEmpty)
            #expect(try !history.hasEndedWaits(since: .distantFuture, at: .distantFuture))
        }
    }
}
