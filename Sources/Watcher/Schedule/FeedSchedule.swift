package import Foundation
package import History

/// Answers when a feed is due. Pure: the instant and the chance come in as values.
package struct FeedSchedule: Sendable {
    /// Seconds between polls.
    package let every: Double
    package let backoff: Backoff

    package init(every: Double, backoff: Backoff) {
        self.every = every
        self.backoff = backoff
    }

    /// The longest wait that a publisher can ask for, seconds.
    static let longestAsked: Double = 86400

    /// When the feed is due; `nil` where it has ended.
    package func due(_ state: FeedState?) -> Date? {
        guard let state else { return .distantPast }
        if state.ended { return nil }
        // A changed interval counts from the last poll on, but a failing feed keeps its back-off.
        if state.failures == 0, let before = state.everySeconds, before != every, let last = state.lastAttempt {
            return last.addingTimeInterval(every)
        }
        return state.nextDue ?? .distantPast
    }

    /// The next poll after a good one; `asked` is the wait that the publisher asks for, seconds.
    package func afterSuccess(at now: Date, asked: Double?, spread: Double) -> Date {
        let own = every * (1 + 0.1 * spread)
        return now.addingTimeInterval(max(own, min(asked ?? 0, FeedSchedule.longestAsked)))
    }

    /// The next poll after `failures` failed ones in a row.
    package func afterFailure(at now: Date, failures: Int, asked: Double?, spread: Double) -> Date {
        let own = backoff.delay(failures: failures, spread: spread)
        return now.addingTimeInterval(max(own, min(asked ?? 0, FeedSchedule.longestAsked)))
    }
}
