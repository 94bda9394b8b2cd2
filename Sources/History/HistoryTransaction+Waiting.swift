package import Foundation

/// The alert that a receiver has waited for longest.
package struct OldestDelivery: Sendable {
    package let sequence: Int
    package let raised: Date
    /// Made so far.
    package let attempts: Int
    package let lastError: String?
}

extension HistoryTransaction {
    /// What a receiver has waited for longest; `nil` where it has everything, or nothing that may be sent by itself.
    /// `onlyDigests`: alerts wait for a digest of their own accord, and one that was formed does not.
    package func oldestDelivery(receiver: String, onlyDigests: Bool) throws -> OldestDelivery? {
        try row(
            Query(
                """
                SELECT alert, alerts.time, attempts, last_error FROM deliveries
                JOIN alerts ON alerts.sequence = deliveries.alert
                WHERE receiver = ? AND state = 'pending' AND (digest IS NOT NULL OR NOT ?) ORDER BY alert LIMIT 1
                """, [receiver, onlyDigests])
        ) { row in
            OldestDelivery(
                sequence: row[0], raised: Date(timeIntervalSince1970: row[1]), attempts: row[2], lastError: row[3])
        }
    }

    /// Changes nothing, and is written to the disk like anything else.
    package func touch() throws {
        try database.touch()
    }
}
