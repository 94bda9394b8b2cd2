import Foundation
import History
import Inspections

/// The answer to `ratingwatch deliveries`.
struct DeliveriesReport {
    let deliveries: [DeliveryAccount]
    let receivers: [ReceiverConfiguration]
    let now: Date

    func text(_ format: DeliveriesFormat, style: TerminalStyle) -> String {
        switch format {
        case .jsonl: deliveries.map { json($0).text + "\n" }.joined()
        case .table: table(style)
        }
    }

    private func json(_ account: DeliveryAccount) -> JSONValue {
        let delivery = account.delivery
        return .object([
            .init("alert", .string(account.alert.id)),
            .init("sequence", .int(account.alert.sequence)),
            .init("kind", .string(account.alert.kind)),
            .init("receiver", .string(delivery.receiver)),
            .init("state", .string(delivery.state.rawValue)),
            .init("attempts", .int(delivery.attempts)),
            .init("next_attempt", .string(orNull: next(account)?.iso8601)),
            .init("waits_for", .string(orNull: wait(account)?.reason)),
            .init("done", .string(orNull: delivery.doneAt?.iso8601)),
            .init("reason", .string(orNull: delivery.lastError)),
            .init("history", .array(account.attempts.map(json))),
        ])
    }

    private func json(_ attempt: StoredAttempt) -> JSONValue {
        .object([
            .init("at", .string(attempt.at.iso8601)),
            .init("status", .int(orNull: attempt.status)),
            .init("milliseconds", .int(attempt.milliseconds)),
            .init("reason", .string(attempt.reason)),
            .init("answer", .string(attempt.answer)),
            .init("next_attempt", .string(orNull: attempt.next?.iso8601)),
        ])
    }

    private func wait(_ account: DeliveryAccount) -> DeliveryWait? {
        let receiver = receivers.first { $0.name == account.delivery.receiver }
        return DeliveryWait(of: account.delivery, raisedAt: account.alert.time, to: receiver, at: now)
    }

    private func next(_ account: DeliveryAccount) -> Date? {
        let delivery = account.delivery
        return delivery.state == .pending ? wait(account)?.end ?? delivery.nextAttempt : nil
    }

    private func table(_ style: TerminalStyle) -> String {
        TextTable(
            header: ["no", "alert", "receiver", "state", "attempts", "next", "waits for", "reason"],
            rows: deliveries.map {
                TextTable.Row(
                    cells: [
                        String($0.alert.sequence), $0.alert.id, $0.delivery.receiver, $0.delivery.state.rawValue,
                        String($0.delivery.attempts), next($0)?.iso8601 ?? "", wait($0)?.reason ?? "",
                        $0.delivery.lastError ?? "",
                    ], direction: "")
            }
        ).text(style)
    }
}
