package import Foundation

/// What is known of a receiver besides its deliveries.
package struct ReceiverState: Sendable, Hashable {
    package let name: String
    /// Tells this receiver from another one of the same name that was configured before.
    package let fingerprint: String
    /// Nothing is sent before.
    package var restUntil: Date?
    /// When that was decided.
    package var restsSince: Date?
    package var disabledAt: Date?
    package var disabledReason: String?
    /// True once operators were told that deliveries are given up, until the next that succeeds.
    package var exhaustedTold = false

    package init(name: String, fingerprint: String) {
        self.name = name
        self.fingerprint = fingerprint
    }

    /// Until when nothing is sent now; `nil` where something may be.
    package func restEnd(at now: Date) -> Date? {
        restUntil.flatMap { Wait.isOver(until: $0, since: restsSince, at: now) ? nil : $0 }
    }
}
