package import Configuration
package import Foundation
package import History
package import Inspections
import Receivers

/// Some of what is still to be delivered, and what it waits for.
package struct WaitingPart: Codable, Sendable, Hashable {
    package enum Reason: String, Codable, Sendable {
        /// The receiver did not take it yet.
        case failing
        case digest
        case quiet
        /// The receiver wants nothing any more.
        case disabled
        /// The configuration no longer names the receiver.
        case unconfigured
        /// It is on its way.
        case due
    }

    package let receiver: String
    package let count: Int
    package let reason: Reason
    /// An instant in ISO 8601 at which it goes out, or is tried again; `nil` where nobody knows.
    package let until: String?
    /// Of what fails: since when, in ISO 8601, and why.
    package let since: String?
    package let error: String?

    /// `593 wait for the digest of Monday 07:30 (desk)`, `89 failing: dead, answered 500 since today 10:13`.
    package func text(_ times: ReadableTime) -> String {
        switch reason {
        case .failing:
            "\(count) failing: \(receiver)" + (error.map { ", \($0)" } ?? "")
                + (since.map { " since \(times.text(iso8601: $0))" } ?? "")
                + (until.map { ", next try \(times.text(iso8601: $0))" } ?? "")
        case .digest:
            "\(count) \(waits) for the digest \(until.map { times.text(iso8601: $0, after: "of") } ?? "") (\(receiver))"
        case .quiet:
            "\(count) \(waits) for the end of quiet hours \(until.map(times.text(iso8601:)) ?? "") (\(receiver))"
        case .disabled: "\(count) for \(receiver), which is disabled"
        case .unconfigured: "\(count) for \(receiver), which is no longer configured"
        case .due: "\(count) on the way to \(receiver)"
        }
    }

    private var waits: String { count == 1 ? "waits" : "wait" }
}

extension WaitingPart {
    /// By receiver; the counts add up to all that waits. `disabled`: names of receivers.
    package static func all(
        of receivers: [ReceiverConfiguration], disabled: [String], at now: Date, in history: HistoryTransaction
    ) throws -> [WaitingPart] {
        try history.waitingDeliveries().flatMap { waiting -> [WaitingPart] in
            func part(_ count: Int, _ reason: Reason, until: Date? = nil) -> [WaitingPart] {
                count == 0
                    ? []
                    : [
                        WaitingPart(
                            receiver: waiting.receiver, count: count, reason: reason, until: until?.iso8601,
                            since: reason == .failing ? waiting.failingSince?.iso8601 : nil,
                            error: reason == .failing ? waiting.error : nil)
                    ]
            }
            guard let receiver = receivers.first(where: { $0.name == waiting.receiver }) else {
                return part(waiting.count, .unconfigured)
            }
            if disabled.contains(receiver.name) { return part(waiting.count, .disabled) }
            let others = waiting.count - waiting.failing
            let failing = part(waiting.failing, .failing, until: waiting.nextAttempt)
            switch DeliveryWait(raisedAt: waiting.oldest, to: receiver, at: now) {
            case .digest(let instant): return part(others, .digest, until: instant) + failing
            case .quiet(let end): return part(others, .quiet, until: end) + failing
            case nil: return part(others, .due) + failing
            }
        }
    }
}

extension [ReceiverConfiguration] {
    /// Names of those that want nothing any more, as they are configured now.
    package func disabled(in history: HistoryTransaction) throws -> [String] {
        try filter { configured in
            guard let messenger = configured.receiver.messenger,
                let state = try history.receiverState(configured.name)
            else { return false }
            // What was known of another address says nothing of this one.
            return state.disabledAt != nil && state.fingerprint == messenger.fingerprint
        }.map(\.name)
    }
}
