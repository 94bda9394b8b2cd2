package import Foundation

extension HistoryTransaction {
    /// Moves every instant after `now` that something waits for, by so many seconds: after the clock was set back, it
    /// is one of a clock that is no more. When it was set moves with it, and what was told of a feed's last poll.
    package func moveWaits(by seconds: Double, after now: Date) throws {
        for sql in [
            """
            UPDATE feeds SET next_due = next_due + ?1, last_attempt = last_attempt + ?1, asked_until = asked_until + ?1
            WHERE last_attempt > ?2
            """,
            "UPDATE publications SET next_try = next_try + ?1, waits_since = waits_since + ?1 WHERE next_try > ?2",
            "UPDATE provider_pages SET next_try = next_try + ?1, waits_since = waits_since + ?1 WHERE next_try > ?2",
            "UPDATE sites SET paused_until = paused_until + ?1, paused_since = paused_since + ?1 WHERE paused_until > ?2",
            """
            UPDATE deliveries SET next_attempt = next_attempt + ?1, waits_since = waits_since + ?1
            WHERE state = 'pending' AND next_attempt > ?2
            """,
            "UPDATE receivers SET rest_until = rest_until + ?1, rests_since = rests_since + ?1 WHERE rest_until > ?2",
        ] {
            try run(
                Query(
                    sql, [seconds, now.seconds]))
        }
    }
}

/// The rule by which a wait counts: one that was set in the future was set by a clock that has been set back since, and
/// is over; one that is merely long is kept. Pure.
package enum Wait {
    /// Seconds that a wait may lie in the future and count all the same.
    static let slack: Double = 1

    /// Whether a wait has come to its end. `since`: when it was set; `nil` where nobody knows, which counts as in the
    /// past.
    package static func isOver(until end: Date, since set: Date?, at now: Date) -> Bool {
        end <= now || set.map { $0.seconds > latestSet(at: now) } ?? false
    }

    /// What was set after that instant, in seconds since 1970, is void.
    static func latestSet(at now: Date) -> Double { now.seconds + slack }
}
