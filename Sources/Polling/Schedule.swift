package import Configuration
package import Foundation
package import History
package import HTTPTransport

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
        let jitter = welcome.addingTimeInterval(abs(lag))
        return isWelcome(jitter, state) ? jitter : welcome
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
    package func afterSuccess(_ state: FeedState, at now: Date, jitter: Double) -> Date {
        lengthened(now.addingTimeInterval(interval(state) * (1 + 0.1 * jitter)), state, since: now)
    }

    /// The next poll after a failed one that left this state. `isRefusal`: the server said by its status alone that it
    /// is overloaded, so that it is asked no sooner than after twice the interval.
    package func afterFailure(_ state: FeedState, isRefusal: Bool, at now: Date, jitter: Double) -> Date {
        let interval = interval(state)
        let backoff =
            isRefusal
            ? Backoff(first: max(backoff.first, 2 * interval), limit: max(backoff.limit, interval)) : backoff
        let own = now.addingTimeInterval(
            backoff.delay(failures: state.failures, jitter: isRefusal ? abs(jitter) : jitter))
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

/// The feeds that wait for their next poll, by when it is due; a feed is the number of its place in the configuration.
/// Pure.
package struct DueFeeds: Sendable {
    /// The earliest last, those of one instant in the order of the configuration.
    private var waiting: [(due: Date, feed: Int)] = []

    package init() {}

    /// `due`: `nil` for never.
    package mutating func add(_ feed: Int, due: Date?) {
        guard let due else { return }
        var (low, high) = (waiting.startIndex, waiting.endIndex)
        while low < high {
            let middle = (low + high) / 2
            if (waiting[middle].due, waiting[middle].feed) > (due, feed) { low = middle + 1 } else { high = middle }
        }
        waiting.insert((due, feed), at: low)
    }

    /// Takes out the feed that has been due for longest; `nil` where none is due yet.
    package mutating func take(dueAt now: Date) -> Int? {
        guard let next = waiting.last, next.due <= now else { return nil }
        return waiting.removeLast().feed
    }

    /// When the next feed is due; `nil` where none waits.
    package var next: Date? { waiting.last?.due }
}

/// Spreads what is due when the daemon starts, so that its first second is no burst on the publishers. Pure.
package struct FirstPolls: Sendable {
    /// What stands in the configuration for one feed, with when it is due.
    package struct Feed: Sendable {
        package let origin: Origin
        /// Seconds between polls.
        package let every: Double
        /// `nil` for never.
        package let due: Date?

        package init(origin: Origin, every: Double, due: Date?) {
            self.origin = origin
            self.every = every
            self.due = due
        }
    }

    /// Seconds between the starts of two requests to one host.
    let intervalPerHost: Double

    /// So few are polled at once.
    static let fewFeeds = 8
    /// The span over which they are spread, in seconds, and its longest share of a feed's own interval.
    static let longestSpan: Double = 60
    static let shareOfInterval = 0.1

    package init(intervalPerHost: Double) { self.intervalPerHost = intervalPerHost }

    /// When each feed is polled first, in the order of the feeds; those that wait longest go first.
    package func instants(of feeds: [Feed], at now: Date) -> [Date?] {
        var instants = feeds.map(\.due)
        let overdue = feeds.enumerated().compactMap { index, feed in
            feed.due.flatMap { $0 <= now ? (index: index, feed: feed, due: $0) : nil }
        }.sorted { ($0.due, $0.index) < ($1.due, $1.index) }
        guard overdue.count > FirstPolls.fewFeeds else { return instants }
        var free: [Origin: Date] = [:]
        for (place, (index, feed, _)) in overdue.enumerated() {
            let span = min(FirstPolls.longestSpan, feed.every * FirstPolls.shareOfInterval)
            let instant = max(
                now.addingTimeInterval(span * Double(place) / Double(overdue.count)), free[feed.origin] ?? now)
            instants[index] = instant
            // What must wait for its turn at its host would only keep others from theirs; a file has no such turns.
            if feed.origin.scheme != "file" { free[feed.origin] = instant.addingTimeInterval(intervalPerHost) }
        }
        return instants
    }
}

/// Notices that the wall clock has been set: it has then moved otherwise than a clock that nobody sets. Pure.
package struct ClockSteps: Sendable {
    private var last: (wall: Date, steady: ContinuousClock.Instant)?

    /// Seconds; what a time service mends little by little is no step.
    static let least: Double = 5

    package init() {}

    /// Seconds by which the wall clock was set since this was asked last, less than 0 where it was set back; `nil`
    /// where it was not. `steady`: of the same moment; it goes on while the machine sleeps.
    package mutating func notice(wall: Date, steady: ContinuousClock.Instant) -> Double? {
        defer { last = (wall, steady) }
        guard let last else { return nil }
        let step = wall.timeIntervalSince(last.wall) - last.steady.duration(to: steady) / .seconds(1)
        return abs(step) > ClockSteps.least ? step : nil
    }
}
