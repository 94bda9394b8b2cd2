package import Foundation

extension HistoryTransaction {
    /// What a receiver has still to get, in order of sequence, at most `limit`.
    package func pendingAlerts(receiver: String, limit: Int) throws -> [StoredAlert] {
        try rows(
            Query(
                """
                SELECT alerts.* FROM deliveries JOIN alerts ON alerts.sequence = deliveries.alert
                WHERE receiver = ? AND state = 'pending' ORDER BY alert LIMIT ?
                """, [receiver, limit]), StoredAlert.init)
    }

    /// Names of the receivers that have still something to get.
    package func receiversWaiting() throws -> [String] {
        try rows(
            Query("SELECT DISTINCT receiver FROM deliveries WHERE state = 'pending' ORDER BY receiver")
        ) { $0[0] as String }
    }

    /// Over all receivers.
    package func countWaitingDeliveries() throws -> Int {
        try count(Query("SELECT count(*) FROM deliveries WHERE state = 'pending'"))
    }

    /// What waits for each receiver, by its name.
    package func waitingDeliveries() throws -> [WaitingDeliveries] {
        try rows(
            Query(
                """
                SELECT receiver, count(*) AS waiting, count(last_error) AS failing,
                    min(CASE WHEN last_error IS NULL THEN (SELECT time FROM alerts WHERE sequence = alert) END) AS oldest,
                    min(CASE WHEN last_error IS NOT NULL THEN next_attempt END) AS next_attempt,
                    (SELECT min(at) FROM deliveries AS failed JOIN attempts USING (alert, receiver)
                        WHERE failed.receiver = deliveries.receiver AND failed.state = 'pending'
                            AND failed.last_error IS NOT NULL) AS failing_since,
                    (SELECT last_error FROM deliveries AS failed
                        WHERE failed.receiver = deliveries.receiver AND failed.state = 'pending'
                            AND failed.last_error IS NOT NULL ORDER BY failed.waits_since DESC NULLS LAST, failed.alert LIMIT 1) AS error
                FROM deliveries WHERE state = 'pending' GROUP BY receiver ORDER BY receiver
                """)
        ) { row in
            WaitingDeliveries(
                receiver: row["receiver"], count: row["waiting"], failing: row["failing"],
                oldest: Date(seconds: row["oldest"]), nextAttempt: Date(seconds: row["next_attempt"]),
                failingSince: Date(seconds: row["failing_since"]), error: row["error"])
        }
    }

    /// When a receiver's first pending delivery may be attempted; `nil` where there is none.
    package func nextAttempt(receiver: String, at now: Date) throws -> Date? {
        Date(
            seconds: try value(
                Query(
                    """
                    SELECT CASE WHEN waits_since > ? THEN ? ELSE next_attempt END FROM deliveries
                    WHERE receiver = ? AND state = 'pending' ORDER BY alert LIMIT 1
                    """, [Wait.latestSet(at: now), now.seconds, receiver])))
    }

    /// The receiver said that it has these. `hashes`: by sequence, of the lines in which a hash chain holds them.
    package func markDelivered(
        _ sequences: [Int], receiver: String, hashes: [Int: String] = [:], at now: Date
    ) throws {
        for sequence in sequences {
            try run(
                Query(
                    """
                    UPDATE deliveries SET state = 'done', attempts = attempts + 1, done_at = ?, last_error = NULL, hash = ?
                    WHERE alert = ? AND receiver = ?
                    """, [now.seconds, hashes[sequence], sequence, receiver]))
        }
    }

    /// The receiver could not take these; they stay pending until `next`.
    package func markFailed(
        _ sequences: [Int], receiver: String, error: String, at now: Date, next: Date
    ) throws {
        for sequence in sequences {
            try run(
                Query(
                    """
                    UPDATE deliveries SET attempts = attempts + 1, next_attempt = ?, waits_since = ?, last_error = ?
                    WHERE alert = ? AND receiver = ?
                    """, [next.seconds, now.seconds, error, sequence, receiver]))
        }
    }

    /// Attempts made so far on a receiver's first pending delivery.
    package func attemptsOfNext(receiver: String) throws -> Int {
        try count(
            Query(
                """
                SELECT attempts FROM deliveries WHERE receiver = ? AND state = 'pending' ORDER BY alert LIMIT 1
                """, [receiver]))
    }

    /// Who was to get each of the alerts with these numbers: sequence -> receivers; none for one that went nowhere.
    package func receivers(ofAlerts sequences: ClosedRange<Int>) throws -> [Int: Set<String>] {
        let pairs = try rows(
            Query(
                "SELECT alert, receiver FROM deliveries WHERE alert BETWEEN ? AND ?",
                [sequences.lowerBound, sequences.upperBound])
        ) { (alert: $0[0] as Int, receiver: $0[1] as String) }
        return Dictionary(grouping: pairs, by: \.alert).mapValues { Set($0.map(\.receiver)) }
    }

    /// What has become of an alert at each receiver that it is for.
    package func deliveries(of sequence: Int) throws -> [StoredDelivery] {
        try rows(Query("SELECT * FROM deliveries WHERE alert = ? ORDER BY receiver", [sequence]), StoredDelivery.init)
    }
}

extension StoredDelivery {
    init(_ row: Row) {
        self.init(
            receiver: row["receiver"], state: DeliveryState(rawValue: row["state"]) ?? .pending,
            attempts: row["attempts"], nextAttempt: Date(timeIntervalSince1970: row["next_attempt"]),
            doneAt: Date(seconds: row["done_at"]), lastError: row["last_error"],
            isInDigest: (row["digest"] as Double?) != nil, hash: row["hash"])
    }
}

/// One alert on its way to one receiver.
package struct StoredDelivery: Sendable, Hashable {
    package let receiver: String
    package let state: DeliveryState
    /// Made so far.
    package let attempts: Int
    /// Of a pending one.
    package let nextAttempt: Date
    package let doneAt: Date?
    /// Why the last attempt failed.
    package let lastError: String?
    /// Whether it is under way, or went, together with others.
    package let isInDigest: Bool
    /// Of its line in a log with a hash chain; `nil` elsewhere, and for what was written before these were kept.
    package let hash: String?
}

/// An alert that a receiver is to get now.
package struct DueDelivery: Sendable {
    package let alert: StoredAlert
    /// Made so far, ever.
    package let attempts: Int
    /// Made so far in the present round of the schedule, which `redeliver` begins anew.
    package let tries: Int
}

/// How far a delivery has come.
package enum DeliveryState: String, Sendable {
    /// Still to be made, or tried again.
    case pending
    /// The receiver has it.
    case done
    /// Given up after its last attempt: it is kept and can be sent again.
    case exhausted
}

/// How many deliveries to a receiver are in one state.
package struct DeliveryCount: Sendable, Hashable {
    package let receiver: String
    /// `DeliveryState`'s raw value.
    package let state: String
    package let count: Int
}

/// One delivery with all its attempts.
package struct DeliveryAccount: Sendable {
    package let alert: AlertHead
    /// The name of the provider that it is about; `nil` for an alert on none.
    package let provider: String?
    package let delivery: StoredDelivery
    /// Oldest first; a log has none, its attempts are counted alone.
    package let attempts: [StoredAttempt]
}

extension HistoryTransaction {
    /// Whether `formDigest` would find anything.
    package func awaitsDigest(receiver: String, of instant: Date, now: Date) throws -> Bool {
        try isTrue(
            Query(
                "SELECT EXISTS (SELECT 1 FROM deliveries WHERE \(Self.joins))",
                [receiver, receiver, instant.seconds, instant.seconds, now.seconds]))
    }

    /// Puts what a receiver has still to get, raised until `instant`, into the digest of that instant, for good: each
    /// attempt at it is to hold the same.
    ///
    /// There is one at most for an instant. A time after `now` was set by a clock that has been turned back since, and
    /// counts as past.
    package func formDigest(receiver: String, of instant: Date, now: Date) throws {
        try run(
            Query(
                "UPDATE deliveries SET digest = ? WHERE \(Self.joins)",
                [
                    instant.seconds, receiver, receiver, instant.seconds, instant.seconds, now.seconds,
                ]))
    }

    /// What waits for a digest that is not formed yet, in order of sequence.
    package func alertsBeforeDigest(receiver: String) throws -> [StoredAlert] {
        try rows(
            Query(
                """
                SELECT alerts.* FROM deliveries JOIN alerts ON sequence = alert
                WHERE receiver = ? AND state = 'pending' AND digest IS NULL ORDER BY alert
                """, [receiver]), StoredAlert.init)
    }

    /// How many messages a receiver has been sent one by one since an instant, and how many more it would be sent now:
    /// as far as the last thousand alerts tell.
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
        let seconds: Double? = try value(
            Query(
                """
                SELECT digest FROM deliveries
                WHERE receiver = ? AND state = 'pending' AND digest IS NOT NULL
                AND (next_attempt <= ? OR waits_since > ?) ORDER BY alert LIMIT 1
                """, [receiver, now.seconds, Wait.latestSet(at: now)]))
        guard let seconds else { return nil }
        let deliveries = try rows(
            Query(
                """
                SELECT alerts.*, deliveries.attempts, deliveries.tries
                FROM deliveries JOIN alerts ON alerts.sequence = deliveries.alert
                WHERE receiver = ? AND state = 'pending' AND digest = ? ORDER BY alert
                """, [receiver, seconds])
        ) { DueDelivery(alert: StoredAlert($0), attempts: $0["attempts"], tries: $0["tries"]) }
        return (Date(timeIntervalSince1970: seconds), deliveries)
    }

    /// When the earliest of a receiver's digests may be attempted; `nil` where none is under way.
    package func earliestDigestAttempt(receiver: String) throws -> Date? {
        Date(
            seconds: try value(
                Query(
                    """
                    SELECT min(next_attempt) FROM deliveries
                    WHERE receiver = ? AND state = 'pending' AND digest IS NOT NULL
                    """, [receiver])))
    }

    /// What belongs into a digest. Arguments: the receiver twice, the digest's instant twice, now.
    private static let joins = """
        receiver = ? AND state = 'pending' AND digest IS NULL
        AND NOT EXISTS (SELECT 1 FROM deliveries AS others WHERE others.receiver = ? AND others.digest = ?)
        AND (SELECT time <= ? OR time > ? FROM alerts WHERE sequence = alert)
        """
}

/// What waits for one receiver.
package struct WaitingDeliveries: Sendable {
    package let receiver: String
    package let count: Int
    /// Of `count`, those that have failed at least once.
    package let failing: Int
    /// When the oldest of those that have not failed was raised.
    package let oldest: Date?
    /// Of those that fail, the earliest.
    package let nextAttempt: Date?
    /// The first attempt at any of those that fail; `nil` for a log, whose attempts are not recorded.
    package let failingSince: Date?
    /// What kept the receiver from taking one last.
    package let error: String?
}
