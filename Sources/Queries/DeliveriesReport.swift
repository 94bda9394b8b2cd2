package import Configuration
package import Foundation
package import History
import Inspections
package import Text

/// The answer to `ratingwatch deliveries`.
package struct DeliveriesReport {
    let receivers: [ReceiverConfiguration]
    let now: Date

    package init(receivers: [ReceiverConfiguration], now: Date) {
        self.receivers = receivers
        self.now = now
    }

    /// One JSON object a line.
    package func lines(_ deliveries: [DeliveryAccount]) -> String { deliveries.map { json($0).text + "\n" }.joined() }

    package static func table(_ rows: [TextTable.Row]) -> TextTable {
        TextTable(
            header: [
                "no", .extra("time", 2), .extra("kind", 4), .extra("about", 3, isText: true), "receiver", "state",
                .extra("attempts", 5), "next", .extra("waits for", 1), .text("reason"),
            ], rows: rows)
    }

    /// Of the table.
    package func row(_ account: DeliveryAccount) -> TextTable.Row {
        let delivery = account.delivery
        let times = ReadableTime(now: now)
        return TextTable.Row(
            cells: [
                String(account.alert.sequence), times.text(account.alert.time), account.alert.kind,
                account.provider ?? account.alert.subject, delivery.receiver, delivery.state.rawValue,
                String(delivery.attempts), next(account).map(times.text) ?? "", wait(account)?.reason ?? "",
                delivery.lastError ?? "",
            ], direction: "")
    }

    private func json(_ account: DeliveryAccount) -> JSONValue {
        let delivery = account.delivery
        return .object([
            .init("alert", .string(account.alert.id)),
            .init("sequence", .int(account.alert.sequence)),
            .init("kind", .string(account.alert.kind)),
            .init("time", .string(account.alert.time.iso8601)),
            .init("provider", .string(orNull: account.provider)),
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
}

/// Forms in which `deliveries` prints.
package enum DeliveriesFormat: String, Sendable, CaseIterable {
    case table, jsonl
}

/// What a delivery waits for beside its own next attempt: a decision with its reason, for those who ask.
enum DeliveryWait: Sendable, Hashable {
    /// It is quiet at the receiver until then.
    case quiet(until: Date)
    /// It goes out together with others then.
    case digest(at: Date)

    /// `nil` where nothing else holds it.
    init?(of delivery: StoredDelivery, raisedAt raised: Date, to receiver: ReceiverConfiguration?, at now: Date) {
        guard delivery.state == .pending, let receiver else { return nil }
        self.init(
            raisedAt: delivery.isInDigest ? nil : raised, to: receiver, at: max(now, delivery.nextAttempt))
    }

    /// `raised`: when what is still to go into a digest was raised, `nil` for what is in one; `instant`: of the next
    /// attempt.
    init?(raisedAt raised: Date?, to receiver: ReceiverConfiguration, at instant: Date) {
        if let digest = receiver.digest, let raised {
            self = .digest(at: digest.first(from: raised))
            return
        }
        guard let end = receiver.quiet?.end(at: instant) else { return nil }
        self = .quiet(until: end)
    }

    var reason: String {
        switch self {
        case .quiet: "quiet"
        case .digest: "digest"
        }
    }

    /// When it ends.
    var end: Date {
        switch self {
        case .quiet(let end), .digest(let end): end
        }
    }

    func text(_ times: ReadableTime) -> String {
        switch self {
        case .quiet(let end): "quiet hours until \(times.text(end))"
        case .digest(let instant): "the digest of \(times.text(instant))"
        }
    }
}

/// Which deliveries are to begin anew, in the user's own words.
package struct RedeliverQuestion: Sendable {
    /// An alert's id, the beginning of one, or its number.
    package let alert: String?
    package let since: String?
    package let failedOnly: Bool

    package init(alert: String?, since: String?, failedOnly: Bool) {
        self.alert = alert
        self.since = since
        self.failedOnly = failedOnly
    }

    /// Says what cannot be asked for; `nil` where all can.
    package func mistake(now: Date) -> String? {
        if (alert == nil) == (since == nil) { return "give either the id of an alert or --since" }
        return since.flatMap { SinceText.mistake($0, now: now) }
    }

    /// Why nothing is sent again.
    package func nothing(of alert: StoredAlert?) -> String {
        let which = alert.map { "of alert \($0.sequence), \($0.id), " } ?? ""
        return failedOnly
            ? "nothing \(which)has failed on its way to a webhook or a mail receiver of the configuration"
            : "nothing \(which)was for a webhook or a mail receiver of the configuration; logs get nothing again"
    }

    package func instant(now: Date) -> Date? { since.flatMap { SinceText.instant($0, now: now) } }
}
