import Foundation
import GRDB

extension HistoryTransaction {
    /// `nil` for a feed that was never polled.
    package func feedState(_ name: String) throws -> FeedState? {
        guard
            let row = try Row.fetchOne(
                database.cachedStatement(sql: "SELECT * FROM feeds WHERE name = ?"), arguments: [name])
        else { return nil }
        var state = FeedState(name: row["name"], url: row["url"])
        state.validatorsURL = row["validators_url"]
        state.etag = row["etag"]
        state.lastModified = row["last_modified"]
        state.bodyHash = row["body_hash"]
        state.baselineAt = Date(seconds: row["baseline_at"])
        state.lastAttempt = Date(seconds: row["last_attempt"])
        state.lastSuccess = Date(seconds: row["last_success"])
        state.nextDue = Date(seconds: row["next_due"])
        state.everySeconds = row["every_seconds"]
        state.failures = row["failures"]
        state.lastError = row["last_error"]
        state.ended = row["ended"]
        return state
    }

    package func save(_ feed: FeedState) throws {
        try database.cachedStatement(
            sql: """
                INSERT OR REPLACE INTO feeds (name, url, validators_url, etag, last_modified, body_hash, baseline_at, last_attempt,
                    last_success, next_due, every_seconds, failures, last_error, ended)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """
        ).execute(arguments: [
            feed.name, feed.url, feed.validatorsURL, feed.etag, feed.lastModified, feed.bodyHash,
            feed.baselineAt?.seconds,
            feed.lastAttempt?.seconds, feed.lastSuccess?.seconds, feed.nextDue?.seconds, feed.everySeconds,
            feed.failures, feed.lastError, feed.ended,
        ])
    }
}
