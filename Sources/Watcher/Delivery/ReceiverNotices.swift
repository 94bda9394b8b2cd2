import Foundation
import History
import Inspections

/// Tells operators of receivers that cannot be reached.
///
/// Never by the receiver that it is about, and never that such a notice could not be delivered itself: two dead receivers would
/// tell of one another for ever.
struct ReceiverNotices: Sendable {
    let alerts: AlertFactory
    /// Names of the receivers of operators' alerts.
    let operators: [String]
    /// Those of the configuration.
    var silences: [Silence] = []

    /// A delivery was given up.
    func exhausted(
        _ message: DueMessage, receiver: String, reason: String, at now: Date, in history: HistoryTransaction
    ) throws -> [StoredAlert] {
        let isOfReceivers = message.deliveries.allSatisfy { $0.alert.subject.hasPrefix("receiver:") }
        if isOfReceivers { return [] }
        let first = message.first
        return try raise(
            alerts.receiverAlert(
                .operatorDeliveryExhausted, receiver: receiver, key: "\(first.alert.id)|\(first.attempts)",
                summary: "receiver \(receiver): \(message.name) was given up after its last attempt: "
                    + "\(reason); `ratingwatch deliveries --failed` lists what failed, `ratingwatch redeliver` sends it again",
                time: now), in: history)
    }

    /// A receiver wants nothing any more.
    func disabled(
        receiver: String, reason: String, at now: Date, in history: HistoryTransaction
    ) throws -> [StoredAlert] {
        try raise(
            alerts.receiverAlert(
                .operatorReceiverDisabled, receiver: receiver, key: now.iso8601,
                summary: "receiver \(receiver) is disabled, its alerts are kept: \(reason); configure its new address, "
                    + "or try it with `ratingwatch test-receiver \(receiver)`", time: now), in: history)
    }

    private func raise(_ alert: Alert, in history: HistoryTransaction) throws -> [StoredAlert] {
        let others = operators.filter { "receiver:" + $0 != alert.subject }
        return try AlertRaising(routing: Routing(routes: [], operators: others), silences: silences)
            .raise(alert, in: history)
    }
}
