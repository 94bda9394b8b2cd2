package import Foundation
package import HTTPTransport

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
