import Foundation
import History
import Text

/// What a receiver is to get now, as one message that fails or arrives as a whole.
struct DueMessage: Sendable {
    /// One, or all of a digest in order of sequence; never none.
    let deliveries: [DueDelivery]
    let first: DueDelivery
    /// When the digest was due; `nil` for an alert of its own.
    let digest: Date?

    init(_ delivery: DueDelivery) {
        deliveries = [delivery]
        first = delivery
        digest = nil
    }

    /// `nil` for a digest of nothing.
    init?(digest: Date, of deliveries: [DueDelivery]) {
        guard let first = deliveries.first else { return nil }
        self.deliveries = deliveries
        self.first = first
        self.digest = digest
    }

    /// `alert 7`, or `digest of 3 alerts from 7 on`.
    var name: String {
        let sequence = first.alert.sequence
        return digest == nil
            ? "alert \(sequence)" : "digest of \(deliveries.count.counted("alert")) from \(sequence) on"
    }

    /// Made so far in the present round of the schedule.
    var tries: Int { deliveries.map(\.tries).max() ?? 0 }
}

/// What a receiver is to get now.
struct DueDeliveries: Sendable {
    /// In order of sequence.
    let alerts: [StoredAlert]
    /// Numbers of those that its log holds under another number.
    let logged: Set<Int>
    /// Made so far on the first of them.
    let attempts: Int
    /// Where the receiver's log stood when its last line was acknowledged; `nil` before the first.
    let head: StoredLogHead?
}
