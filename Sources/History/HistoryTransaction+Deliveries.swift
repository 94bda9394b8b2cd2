package import Foundation
import GRDB

extension HistoryTransaction {
    /// What a receiver has still to get, in order of sequence, at most `limit`.
    package func pendingAlerts(receiver: String, limit: Int) throws -> [StoredAlert] {
        try Row.fetchAll(
            database.cachedStatement(
                sql: """
                    SELECT alerts.* FROM deliveries JOIN alerts ON alerts.sequence = deliveries.alert
                    WHERE receiver = ? AND state = 'pending' ORDER BY alert LIMIT ?
                    """), arguments: [receiver, limit]
        ).map(StoredAlert.init)
    }

    /// Names of the receivers that have still something to get.
    package func receiversWaiting() throws -> [String] {
        try String.fetchAll(
            database.cachedStatement(sql: "SELECT DISTINCT receiver FROM deliveries WHERE state = 'pending'"))
    }

    /// Over all receivers.
    package func countWaitingDeliveries() throws -> Int {
        try Int.fetchOne(database, sql: "SELECT count(*) FROM deliveries WHERE state = 'pending'") ?? 0
    }

    /// When a receiver's first pending delivery may be attempted; `nil` where there is none.
    package func nextAttempt(receiver: String, at now: Date) throws -> Date? {
        Date(
            seconds: try Double.fetchOne(
                database.cachedStatement(
                    sql: """
                        SELECT iif(waits_since > ?, ?, next_attempt) FROM deliveries
                        WHERE receiver = ? AND state = 'pending' ORDER BY alert LIMIT 1
                        """), arguments: [Wait.latestSet(at: now), now.seconds, receiver]))
    }

    /// The receiver said that it has these.
    package func markDelivered(_ sequences: [Int], receiver: String, at now: Date) throws {
        for sequence in sequences {
            try database.cachedStatement(
                sql: """
                    UPDATE deliveries SET state = 'done', attempts = attempts + 1, done_at = ?, last_error = NULL
                    WHERE alert = ? AND receiver = ?
                    """
            ).execute(arguments: [now.seconds, sequence, receiver])
        }
    }

    /// The receiver could not take these; they stay pending until `next`.
    package func markFailed(
        _ sequences: [Int], receiver: String, error: String, at now: Date, next: Date
    ) throws {
        for sequence in sequences {
            try database.cachedStatement(
                sql: """
                    UPDATE deliveries SET attempts = attempts + 1, next_attempt = ?, waits_since = ?, last_error = ?
                    WHERE alert = ? AND receiver = ?
                    """
            ).execute(arguments: [next.seconds, now.seconds, error, sequence, receiver])
        }
    }

    /// Attempts made so far on a receiver's first pending delivery.
    package func attemptsOfNext(receiver: String) throws -> Int {
        try Int.fetchOne(
            database.cachedStatement(
                sql: """
                    SELECT attempts FROM deliveries WHERE receiver = ? AND state = 'pending' ORDER BY alert LIMIT 1
                    """), arguments: [receiver]) ?? 0
    }

    /// What has become of an alert at each receiver that it is for.
    package func deliveries(of sequence: Int) throws -> [StoredDelivery] {
        try Row.fetchAll(
            database, sql: "SELECT * FROM deliveries WHERE alert = ? ORDER BY receiver", arguments: [sequence]
        ).map(StoredDelivery.init)
    }
}

extension StoredDelivery {
    init(_ row: Row) {
        self.init(
            receiver: row["receiver"], state: DeliveryState(rawValue: row["state"]) ?? .pending,
            attempts: row["attempts"], nextAttempt: Date(timeIntervalSince1970: row["next_attempt"]),
            doneAt: Date(seconds: row["done_at"]), lastError: row["last_error"],
            isInDigest: row["digest"] != nil)
    }
}
