package import Foundation
package import History
package import Inspections
import Text

/// Tells operators of receivers that cannot be reached.
///
/// Never by the receiver that it is about, and never that such a notice could not be delivered itself: two dead
/// receivers would tell of one another for ever.
package struct ReceiverNotices: Sendable {
    /// Raises a notice for these receivers of operators' alerts.
    package typealias Raising =
        @Sendable (_ notice: ReceiverNotice, _ receivers: [String], HistoryTransaction) throws -> [StoredAlert]

    /// Names of the receivers of operators' alerts.
    let operators: [String]
    let raising: Raising

    package init(operators: [String], raising: @escaping Raising) {
        self.operators = operators
        self.raising = raising
    }

    /// A delivery was given up.
    func exhausted(
        _ message: DueMessage, receiver: String, reason: String, at now: Date, in history: HistoryTransaction
    ) throws -> [StoredAlert] {
        let isOfReceivers = message.deliveries.allSatisfy { $0.alert.subject.hasPrefix("receiver:") }
        if isOfReceivers { return [] }
        let first = message.first
        return try raise(
            ReceiverNotice(
                kind: .operatorDeliveryExhausted, receiver: receiver, key: "\(first.alert.id)|\(first.attempts)",
                summary: "receiver \(receiver): \(message.name) was given up after its last attempt: "
                    + "\(reason); `ratingwatch deliveries --failed` lists what failed, `ratingwatch redeliver` sends it again",
                time: now), in: history)
    }

    /// A receiver wants nothing any more.
    func disabled(
        receiver: String, reason: String, at now: Date, in history: HistoryTransaction
    ) throws -> [StoredAlert] {
        try raise(
            ReceiverNotice(
                kind: .operatorReceiverDisabled, receiver: receiver, key: now.iso8601,
                summary: "receiver \(receiver) is disabled, its alerts are kept: \(reason); configure its new address, "
                    + "or try it with `ratingwatch test-receiver \(ShellText.word(receiver))`", time: now), in: history)
    }

    private func raise(_ notice: ReceiverNotice, in history: HistoryTransaction) throws -> [StoredAlert] {
        try raising(notice, operators.filter { $0 != notice.receiver }, history)
    }
}

/// What operators should hear of a receiver.
package struct ReceiverNotice: Sendable {
    package let kind: AlertKind
    package let receiver: String
    /// Tells this occasion from another of the same kind.
    package let key: String
    package let summary: String
    package let time: Date
}
