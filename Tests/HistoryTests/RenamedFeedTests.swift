import Foundation
import GRDB
import Inspections
import TestSupport
import Testing

@testable import History

/// What a history holds of feeds whose names change.
@Suite struct RenamedFeedTests {
    private let folder: TemporaryFolder
    private let path: String
    private static let tables = [
        "publications", "provider_pages", "sites", "listing_pages", "table_rows", "held_alerts", "brakes", "unsettled",
    ]

    init() throws {
        folder = try TemporaryFolder()
        path = folder.path("history.sqlite")
        try DatabaseQueue(path: path).writeWithoutTransaction { try $0.execute(sql: StoredHistories.version2) }
    }

    private func count(_ name: String) throws -> [Int] {
        try DatabaseQueue(path: path).read { database in
            try Self.tables.map { table in
                try Int.fetchOne(
                    database, sql: "SELECT count(*) FROM \(table) WHERE feed = ?", arguments: [name]) ?? 0
            }
        }
    }

    @Test func everythingThatNamesAFeedFollowsItsNewNameButTheAlerts() async throws {
        let names = ["councils", "site", "schools"]
        let before = try names.map(count)
        let record = try History(at: .file(path))
        let all = try await record.write("test") { history in
            for name in ["site", "schools"] {
                try history.save(FeedState(name: name, url: "https://example.org/\(name)"))
            }
            try history.rename(feeds: ["councils": "a", "site": "b", "schools": "c"])
            #expect(try history.feedState("a")?.listed == 153)
            #expect(try history.heldProviders(feed: "a").map(\.text) == ["ofsted:80476"])
            #expect(try history.alerts(AlertQuery()).allSatisfy { $0.feed == "councils" })
            return try history.feedStates().map(\.name)
        }
        record.close()
        #expect(all == ["a", "b", "c"])
        #expect(try ["a", "b", "c"].map(count) == before)
        #expect(
            before.reduce(Array(repeating: 0, count: Self.tables.count)) { zip($0, $1).map(+) }.allSatisfy { $0 > 0 })
        #expect(try names.map(count).allSatisfy { $0.allSatisfy { $0 == 0 } })
    }

    @Test func twoFeedsMayChangePlacesAndAnEmptyOneMakesRoom() async throws {
        let councils = try count("councils")
        let record = try History(at: .file(path))
        try await record.write("test") { history in
            for name in ["other", "empty"] {
                try history.save(FeedState(name: name, url: "https://example.org/\(name)"))
            }
            try history.rename(feeds: ["councils": "other", "other": "councils"])
            #expect(try history.feedState("other")?.url == "https://example.org/a")
            #expect(try history.feedState("councils")?.url == "https://example.org/other")
            let empty = try #require(try history.feedState("empty"))
            #expect(try history.isEmpty(empty.identity))
            #expect(try !history.isEmpty(try #require(try history.feedState("other")).identity))
            try history.rename(feeds: ["other": "empty"])
            #expect(try history.feedStates().map(\.name) == ["councils", "empty"])
        }
        record.close()
        #expect(try count("empty") == councils)
    }
}
