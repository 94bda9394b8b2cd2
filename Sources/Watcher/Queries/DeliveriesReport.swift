import Foundation
import History
import Inspections

/// The answer to `ratingwatch deliveries`.
struct DeliveriesReport {
    let deliveries: [DeliveryAccount]

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
            .init("next_attempt", .string(orNull: next(delivery)?.iso8601)),
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

    private func next(_ delivery: StoredDelivery) -> Date? {
        delivery.state == .pending ? delivery.nextAttempt : nil
    }

    private func table(_ style: TerminalStyle) -> String {
        TextTable(
            header: ["no", "alert", "receiver", "state", "attempts", "next", "reason"],
            rows: deliveries.map {
                TextTable.Row(
                    cells: [
                        String($0.alert.sequence), $0.alert.id, $0.delivery.receiver, $0.delivery.state.rawValue,
                        String($0.delivery.attempts), next($0.delivery)?.iso8601 ?? "", $0.delivery.lastError ?? "",
                    ], direction: "")
            }
        ).text(style)
    }
}
