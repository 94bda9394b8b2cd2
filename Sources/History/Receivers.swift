package import Foundation

extension HistoryTransaction {
    package func receiverState(_ name: String) throws -> ReceiverState? {
        try row(Query("SELECT * FROM receivers WHERE name = ?", [name])) { row in
            var state = ReceiverState(name: row["name"], fingerprint: row["fingerprint"])
            state.restUntil = Date(seconds: row["rest_until"])
            state.restsSince = Date(seconds: row["rests_since"])
            state.disabledAt = Date(seconds: row["disabled_at"])
            state.disabledReason = row["disabled_reason"]
            state.exhaustedTold = row["exhausted_told"]
            return state
        }
    }

    package func save(_ state: ReceiverState) throws {
        try run(
            .upsert(
                into: "receivers", key: "name",
                [
                    ("name", state.name),
                    ("fingerprint", state.fingerprint),
                    ("rest_until", state.restUntil?.seconds),
                    ("disabled_at", state.disabledAt?.seconds),
                    ("disabled_reason", state.disabledReason),
                    ("exhausted_told", state.exhaustedTold),
                    ("rests_since", state.restsSince?.seconds),
                ]))
    }

    /// Lets a receiver have alerts again that wanted none any more, or that was to be left alone for a while.
    package func enable(receiver: String) throws {
        try run(
            Query(
                """
                UPDATE receivers SET rest_until = NULL, disabled_at = NULL, disabled_reason = NULL, exhausted_told = 0
                WHERE name = ?
                """, [receiver]))
    }
}

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
