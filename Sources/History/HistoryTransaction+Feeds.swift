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
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """
        ).execute(arguments: feed.arguments)
    }
}
