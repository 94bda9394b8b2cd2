import Foundation
import GRDB

extension HistoryTransaction {
    /// `nil` for a feed that was never polled.
    package func feedState(_ name: String) throws -> FeedState? {
        try Row.fetchOne(
            database.cachedStatement(sql: "SELECT \(FeedState.columns) FROM feeds WHERE name = ?"), arguments: [name]
        ).map(FeedState.init)
    }

    package func save(_ feed: FeedState) throws {
        try database.cachedStatement(
            sql: """
                INSERT OR REPLACE INTO feeds (\(FeedState.columns))
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """
        ).execute(arguments: feed.arguments)
    }

    /// All feeds that were ever polled, by name.
    package func feedStates() throws -> [FeedState] {
        try Row.fetchAll(database, sql: "SELECT \(FeedState.columns) FROM feeds ORDER BY name").map(FeedState.init)
    }

    /// Gives feeds other names, all at once, so that two may change places; alerts keep the name that they were raised under.
    /// What a new name held so far and nobody takes along must be empty, see `isEmpty`, and goes.
    package func rename(feeds names: [String: String]) throws {
        for name in Set(names.values).subtracting(names.keys) { try forget(feed: name) }
        // No name of a configuration begins with a control character.
        func passing(_ name: String) -> String { "\u{1}" + name }
        for (old, new) in names { try rename(feed: old, to: passing(new)) }
        for new in names.values { try rename(feed: passing(new), to: new) }
    }

    /// True where nothing was ever read of a feed.
    package func isEmpty(_ feed: FeedState) throws -> Bool {
        try feed.isNew && feed.lastSuccess == nil && !hasPublications(feed: feed.name)
    }

    private func rename(feed old: String, to new: String) throws {
        try database.execute(sql: "UPDATE feeds SET name = ? WHERE name = ?", arguments: [new, old])
        for table in HistoryTransaction.tablesOfFeeds {
            try database.execute(sql: "UPDATE \(table) SET feed = ? WHERE feed = ?", arguments: [new, old])
        }
        try database.execute(
            sql: "UPDATE held_alerts SET alert = json_set(alert, '$.feed', feed) WHERE feed = ?", arguments: [new])
    }

    private func forget(feed name: String) throws {
        try database.execute(sql: "DELETE FROM feeds WHERE name = ?", arguments: [name])
        for table in HistoryTransaction.tablesOfFeeds where table != "publications" {
            try database.execute(sql: "DELETE FROM \(table) WHERE feed = ?", arguments: [name])
        }
    }

    /// Those that name a feed beside `feeds`; an alert says what its feed was called.
    private static let tablesOfFeeds = [
        "publications", "provider_pages", "sites", "listing_pages", "table_rows", "held_alerts", "brakes", "unsettled",
        "lost_ratings",
    ]
}
