package import Configuration
package import Foundation
package import History

/// Answers when a feed is due. Pure: the instant and the chance come in as values.
package struct FeedSchedule: Sendable {
    /// Seconds between polls.
    package let every: Double
    /// Seconds between polls of a feed that gives neither ETag nor Last-Modified: each costs the publisher the whole
    /// document.
    package let everyWithoutValidators: Double
    /// `nil` for always.
    package let active: ActiveWindow?
    package let backoff: Backoff

    package init(
        every: Double, everyWithoutValidators: Double? = nil, active: ActiveWindow? = nil, backoff: Backoff
    ) {
        self.every = every
        self.everyWithoutValidators = everyWithoutValidators ?? every
        self.active = active
        self.backoff = backoff
    }

    /// The longest wait that a publisher can ask for, seconds.
    static let longestAsked: Double = 86400

    /// When the feed is due, a missed slot at once; `nil` where it has ended.
    package func due(_ state: FeedState, at now: Date) -> Date? {
        if state.ended { return nil }
        let reckoned = reckonedDue(state, at: now)
        let earliest = max(reckoned, now)
        let welcome = firstWelcome(from: earliest, state)
        if welcome == earliest { return reckoned }
        // All that waits for one opening must not come in the same second; what jitter left in the instant spreads it.
        let lag = reckoned.timeIntervalSince1970.truncatingRemainder(dividingBy: min(300, every * 0.1))
        let spread = welcome.addingTimeInterval(abs(lag))
        return isWelcome(spread, state) ? spread : welcome
    }

    /// Seconds from poll to poll of a feed in this state.
    package func interval(_ state: FeedState) -> Double {
        let costsMuch = state.lastSuccess != nil && state.etag == nil && state.lastModified == nil
        return costsMuch ? everyWithoutValidators : every
    }

    /// Until when the publisher asks not to be polled; `asked` is in seconds.
    package func askedUntil(_ asked: Double?, at now: Date) -> Date? {
        asked.map { now.addingTimeInterval(min($0, FeedSchedule.longestAsked)) }
    }

    /// The next poll after a good one that left this state.
    package func afterSuccess(_ state: FeedState, at now: Date, spread: Double) -> Date {
        lengthened(now.addingTimeInterval(interval(state) * (1 + 0.1 * spread)), state, since: now)
    }

    /// The next poll after a failed one that left this state. `isRefusal`: the server said by its status alone that it is
    /// overloaded, so that it is asked no sooner than after twice the interval.
    package func afterFailure(_ state: FeedState, isRefusal: Bool, at now: Date, spread: Double) -> Date {
        let interval = interval(state)
        let backoff =
            isRefusal
            ? Backoff(first: max(backoff.first, 2 * interval), most: max(backoff.most, interval)) : backoff
        let own = now.addingTimeInterval(
            backoff.delay(failures: state.failures, spread: isRefusal ? abs(spread) : spread))
        return max(own, state.askedUntil ?? own)
    }

    private func reckonedDue(_ state: FeedState, at now: Date) -> Date {
        guard let due = state.nextDue, let last = state.lastAttempt else { return .distantPast }
        // All that it waits for was set at its last poll.
        if due > now, Wait.isOver(until: due, since: last, at: now) { return .distantPast }
        // A changed interval counts from the last poll on, but a failing feed keeps its back-off.
        if state.failures == 0, state.everySeconds != interval(state) {
            return lengthened(last.addingTimeInterval(interval(state)), state, since: last)
        }
        return due
    }

    /// What the publisher asks by its answer or in the document may lengthen a wait, never shorten it.
    private func lengthened(_ due: Date, _ state: FeedState, since poll: Date) -> Date {
        let hinted = poll.addingTimeInterval(min(state.hintedInterval ?? 0, FeedSchedule.longestAsked))
        return max(due, hinted, state.askedUntil ?? due)
    }

    private func firstWelcome(from instant: Date, _ state: FeedState) -> Date {
        let skipped = SkippedTimes(hours: state.skipHours, days: state.skipDays)
        let opening = active?.firstOpen(from: instant) ?? instant
        var candidate = opening
        while skipped.contains(candidate) {
            let chance = skipped.firstChance(from: candidate)
            candidate = active?.firstOpen(from: chance) ?? chance
            // A feed that skips the whole week, or all of the window, cannot mean it.
            if candidate.timeIntervalSince(opening) > 8 * 86400 { return opening }
        }
        return candidate
    }

    private func isWelcome(_ instant: Date, _ state: FeedState) -> Bool {
        firstWelcome(from: instant, state) == instant
    }
}

/// The hours and days, in UTC, at which a feed says that it has nothing new (`skipHours`, `skipDays` of RSS).
package struct SkippedTimes: Sendable, Hashable {
    /// 0 to 23.
    package let hours: Set<Int>
    /// English names: `Saturday`.
    package let days: Set<String>

    package init(hours: Set<Int>, days: Set<String>) {
        self.hours = hours
        self.days = days
    }

    package func contains(_ instant: Date) -> Bool {
        let hour = SkippedTimes.hoursSince1970(instant)
        let day = (Double(hour) / 24).rounded(.down)
        return hours.contains(hour - Int(day) * 24) || days.contains(Weekday(daysSince1970: Int(day)).rawValue)
    }

    /// The instant itself where it is not skipped, else the next full hour, skipped or not.
    package func firstChance(from instant: Date) -> Date {
        contains(instant)
            ? Date(timeIntervalSince1970: Double(SkippedTimes.hoursSince1970(instant) + 1) * 3600) : instant
    }

    private static func hoursSince1970(_ instant: Date) -> Int {
        Int((instant.timeIntervalSince1970 / 3600).rounded(.down))
    }
}
