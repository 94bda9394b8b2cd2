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
        state.movedTo = row["moved_to"]
        state.validatorsURL = row["validators_url"]
        state.etag = row["etag"]
        state.lastModified = row["last_modified"]
        state.bodyHash = row["body_hash"]
        state.baselineAt = Date(seconds: row["baseline_at"])
        state.lastAttempt = Date(seconds: row["last_attempt"])
        state.lastSuccess = Date(seconds: row["last_success"])
        state.nextDue = Date(seconds: row["next_due"])
        state.everySeconds = row["every_seconds"]
        state.askedUntil = Date(seconds: row["asked_until"])
        state.hintedInterval = row["hinted_interval"]
        state.skipHours = Set((row["skip_hours"] as String).split(separator: ",").compactMap { Int($0) })
        state.skipDays = Set((row["skip_days"] as String).split(separator: ",").map(String.init))
        state.newestSeen = Date(seconds: row["newest_seen"])
        state.quiet = row["quiet"]
        state.listed = row["listed"]
        state.shrunk = row["shrunk"]
        state.failures = row["failures"]
        state.lastError = row["last_error"]
        state.ended = row["ended"]
        return state
    }

    package func save(_ feed: FeedState) throws {
        try database.cachedStatement(
            sql: """
                INSERT OR REPLACE INTO feeds (name, url, moved_to, validators_url, etag, last_modified, body_hash,
                    baseline_at, last_attempt, last_success, next_due, every_seconds, asked_until, hinted_interval,
                    skip_hours, skip_days, newest_seen, quiet, listed, shrunk, failures, last_error, ended)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """
        ).execute(arguments: [
            feed.name, feed.url, feed.movedTo, feed.validatorsURL, feed.etag, feed.lastModified, feed.bodyHash,
            feed.baselineAt?.seconds, feed.lastAttempt?.seconds, feed.lastSuccess?.seconds, feed.nextDue?.seconds,
            feed.everySeconds, feed.askedUntil?.seconds, feed.hintedInterval,
            feed.skipHours.sorted().map(String.init).joined(separator: ","),
            feed.skipDays.sorted().joined(separator: ","), feed.newestSeen?.seconds, feed.quiet, feed.listed,
            feed.shrunk, feed.failures, feed.lastError, feed.ended,
        ])
    }
}
