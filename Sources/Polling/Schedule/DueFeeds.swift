package import Foundation
package import HTTPTransport

/// The feeds that wait for their next poll, by when it is due; a feed is the number of its place in the configuration. Pure.
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
    /// The span over which they are spread, seconds, and its longest share of a feed's own interval.
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

    /// Seconds by which the wall clock was set since this was asked last, less than 0 where it was set back; `nil` where it was
    /// not. `steady`: of the same moment; it goes on while the machine sleeps.
    package mutating func notice(wall: Date, steady: ContinuousClock.Instant) -> Double? {
        defer { last = (wall, steady) }
        guard let last else { return nil }
        let step = wall.timeIntervalSince(last.wall) - last.steady.duration(to: steady) / .seconds(1)
        return abs(step) > ClockSteps.least ? step : nil
    }
}
