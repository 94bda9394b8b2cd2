package import Foundation

extension HistoryTransaction {
    /// What a receiver is to get at `now`, in order of sequence.
    package func dueDeliveries(receiver: String, now: Date, limit: Int) throws -> [DueDelivery] {
        try rows(
            Query(
                """
                SELECT alerts.*, deliveries.attempts, deliveries.tries
                FROM deliveries JOIN alerts ON alerts.sequence = deliveries.alert
                WHERE receiver = ? AND state = 'pending' AND digest IS NULL
                    AND (next_attempt <= ? OR waits_since > ?)
                ORDER BY alert LIMIT ?
                """, [receiver, now.seconds, Wait.latestSet(at: now), limit])
        ) { DueDelivery(alert: StoredAlert($0), attempts: $0["attempts"], tries: $0["tries"]) }
    }

    /// When the earliest of a receiver's pending deliveries may be attempted; `nil` where there is none.
    package func earliestAttempt(receiver: String) throws -> Date? {
        Date(
            seconds: try value(
                Query("SELECT min(next_attempt) FROM deliveries WHERE receiver = ? AND state = 'pending'", [receiver])))
    }

    /// Records an attempt at a delivery, and what has become of the delivery.
    package func record(
        _ attempt: StoredAttempt, of delivery: DueDelivery, receiver: String, state: DeliveryState
    ) throws {
        let sequence = delivery.alert.sequence
        let isDone = state == .done
        // Counted in the row: a `redeliver` may have come between the reading and this.
        try run(
            Query(
                """
                UPDATE deliveries SET state = ?, attempts = attempts + 1, tries = ?, next_attempt = ?, waits_since = ?,
                last_error = ?, done_at = coalesce(?, done_at) WHERE alert = ? AND receiver = ?
                """,
                [
                    state.rawValue, delivery.tries + 1, (attempt.next ?? attempt.at).seconds, attempt.at.seconds,
                    isDone ? nil : attempt.reason,
                    isDone ? attempt.at.seconds : nil, sequence, receiver,
                ]))
        try run(
            Query(
                """
                INSERT INTO attempts (alert, receiver, number, at, milliseconds, status, reason, answer, next_attempt)
                SELECT alert, receiver, attempts, ?, ?, ?, ?, ?, ? FROM deliveries WHERE alert = ? AND receiver = ?
                """,
                [
                    attempt.at.seconds, attempt.milliseconds, attempt.status, attempt.reason, attempt.answer,
                    attempt.next?.seconds, sequence, receiver,
                ]))
    }

    /// At most `limit`, in order of sequence and receiver, from the one after `last` on; `failed` leaves those that
    /// have not failed. Without the alerts' texts, which are most of them.
    package func deliveries(
        failed: Bool, receiver: String? = nil, after last: DeliveryAccount? = nil, limit: Int = .max
    ) throws -> [DeliveryAccount] {
        let chosen = """
            (deliveries.alert, deliveries.receiver) > (?, ?)
            \(failed ? "AND (state = 'exhausted' OR (state = 'pending' AND last_error IS NOT NULL))" : "")
            \(receiver == nil ? "" : "AND deliveries.receiver = ?")
            """
        var start: [(any QueryValue)?] = [last?.alert.sequence ?? 0, last?.delivery.receiver ?? ""]
        if let receiver { start += [receiver] }
        let deliveries = try rows(
            Query(
                """
                SELECT deliveries.*, \(AlertHead.columns),
                    (SELECT name FROM providers WHERE providers.id = subject) AS provider
                FROM deliveries JOIN alerts ON sequence = alert
                WHERE \(chosen) ORDER BY alert, receiver LIMIT ?
                """, start + [limit])
        ) { (AlertHead($0), StoredDelivery($0), $0["provider"] as String?) }
        guard let end = deliveries.last else { return [] }
        let attempts = try rows(
            Query(
                """
                SELECT attempts.* FROM deliveries JOIN attempts USING (alert, receiver)
                WHERE \(chosen) AND (deliveries.alert, deliveries.receiver) <= (?, ?) ORDER BY alert, receiver, number
                """, start + [end.0.sequence, end.1.receiver])
        ) { (alert: $0["alert"] as Int, receiver: $0["receiver"] as String, attempt: StoredAttempt($0)) }
        var rest = attempts[...]
        return deliveries.map { alert, delivery, provider in
            // Both are in one order.
            let own = rest.prefix { $0.alert == alert.sequence && $0.receiver == delivery.receiver }
            rest = rest.dropFirst(own.count)
            return DeliveryAccount(
                alert: alert, provider: provider, delivery: delivery, attempts: own.map(\.attempt))
        }
    }

    /// Begins deliveries anew, whatever became of them, and lets their receivers have alerts again; answers how many.
    package func redeliver(
        alert id: String?, since: Date?, failedOnly: Bool, receivers: [String], at now: Date
    ) throws -> Int {
        var conditions = ["receiver IN (\(Query.list(count: receivers.count)))"]
        var arguments: [(any QueryValue)?] = [now.seconds, now.seconds] + receivers
        if let id {
            conditions.append("alert = (SELECT sequence FROM alerts WHERE id = ?)")
            arguments += [id]
        }
        if let since {
            conditions.append("alert IN (SELECT sequence FROM alerts WHERE time >= ?)")
            arguments += [since.seconds]
        }
        if failedOnly { conditions.append("(state = 'exhausted' OR last_error IS NOT NULL)") }
        let chosen = try rows(
            Query(
                """
                UPDATE deliveries SET state = 'pending', tries = 0, next_attempt = ?, waits_since = ?, last_error = NULL
                WHERE \(conditions.joined(separator: " AND ")) RETURNING receiver
                """, arguments)
        ) { $0[0] as String }
        for receiver in Set(chosen) { try enable(receiver: receiver) }
        return chosen.count
    }
}

extension StoredAttempt {
    fileprivate init(_ row: Row) {
        self.init(
            at: Date(timeIntervalSince1970: row["at"]), milliseconds: row["milliseconds"], status: row["status"],
            reason: row["reason"], answer: row["answer"], next: Date(seconds: row["next_attempt"]))
    }
}

/// One attempt at a delivery, as it was recorded.
package struct StoredAttempt: Sendable, Hashable {
    package let at: Date
    package let milliseconds: Int
    /// Of HTTP or SMTP; `nil` where no answer came.
    package let status: Int?
    package let reason: String
    /// The beginning of what the receiver said.
    package let answer: String
    /// When another attempt follows; `nil` where none does.
    package let next: Date?

    package init(at: Date, milliseconds: Int, status: Int?, reason: String, answer: String, next: Date?) {
        self.at = at
        self.milliseconds = milliseconds
        self.status = status
        self.reason = reason
        self.answer = answer
        self.next = next
    }
}
