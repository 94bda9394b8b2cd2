package import Foundation
import GRDB

extension HistoryTransaction {
    /// Whether `formDigest` would find anything.
    package func awaitsDigest(receiver: String, of instant: Date, now: Date) throws -> Bool {
        try Bool.fetchOne(
            database.cachedStatement(sql: "SELECT EXISTS (SELECT 1 FROM deliveries WHERE \(Self.joins))"),
            arguments: [receiver, receiver, instant.seconds, instant.seconds, now.seconds]) ?? false
    }

    /// Puts what a receiver has still to get, raised until `instant`, into the digest of that instant, for good: each attempt at
    /// it is to hold the same.
    ///
    /// There is one at most for an instant. A time after `now` was set by a clock that has been turned back since, and counts as
    /// past.
    package func formDigest(receiver: String, of instant: Date, now: Date) throws {
        try database.cachedStatement(sql: "UPDATE deliveries SET digest = ? WHERE \(Self.joins)").execute(arguments: [
            instant.seconds, receiver, receiver, instant.seconds, instant.seconds, now.seconds,
        ])
    }

    /// How many messages a receiver has been sent one by one since an instant, and how many more it would be sent now: as far as the
    /// last thousand alerts tell.
    package func countAtOnce(receiver: String, since instant: Date, now: Date) throws -> Int {
        try count(
            Query(
                """
                SELECT count(*) FROM deliveries
                WHERE receiver = ? AND digest IS NULL AND alert > (SELECT max(sequence) - 1000 FROM alerts)
                    AND ((state = 'done' AND done_at > ? AND done_at <= ?)
                        OR (state = 'pending' AND (next_attempt <= ? OR waits_since > ?)))
                """, [receiver, instant.seconds, now.seconds, now.seconds, Wait.latestSet(at: now)]))
    }

    /// All deliveries of the first digest that is due, in order of sequence; see `dueDeliveries`.
    package func dueDigest(
        receiver: String, now: Date
    ) throws -> (instant: Date, deliveries: [DueDelivery])? {
        let seconds = try Double.fetchOne(
            database.cachedStatement(
                sql: """
                    SELECT digest FROM deliveries
                    WHERE receiver = ? AND state = 'pending' AND digest IS NOT NULL
                    AND (next_attempt <= ? OR waits_since > ?) ORDER BY alert LIMIT 1
                    """), arguments: [receiver, now.seconds, Wait.latestSet(at: now)])
        guard let seconds else { return nil }
        let deliveries = try Row.fetchAll(
            database.cachedStatement(
                sql: """
                    SELECT alerts.*, deliveries.attempts, deliveries.tries
                    FROM deliveries JOIN alerts ON alerts.sequence = deliveries.alert
                    WHERE receiver = ? AND state = 'pending' AND digest = ? ORDER BY alert
                    """), arguments: [receiver, seconds]
        ).map { DueDelivery(alert: StoredAlert($0), attempts: $0["attempts"], tries: $0["tries"]) }
        return (Date(timeIntervalSince1970: seconds), deliveries)
    }

    /// When the earliest of a receiver's digests may be attempted; `nil` where none is under way.
    package func earliestDigestAttempt(receiver: String) throws -> Date? {
        Date(
            seconds: try Double.fetchOne(
                database.cachedStatement(
                    sql: """
                        SELECT min(next_attempt) FROM deliveries
                        WHERE receiver = ? AND state = 'pending' AND digest IS NOT NULL
                        """), arguments: [receiver]))
    }

    /// What belongs into a digest. Arguments: the receiver twice, the digest's instant twice, now.
    private static let joins = """
        receiver = ? AND state = 'pending' AND digest IS NULL
        AND NOT EXISTS (SELECT 1 FROM deliveries AS others WHERE others.receiver = ? AND others.digest = ?)
        AND (SELECT time <= ? OR time > ? FROM alerts WHERE sequence = alert)
        """
}
