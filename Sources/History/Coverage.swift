package import Foundation
import Inspections

/// A feed as it is configured.
package struct WatchedFeed: Sendable {
    package let name: String
    package let url: String

    package init(name: String, url: String) {
        self.name = name
        self.url = url
    }
}

/// What is watched, and what of it could not be read: as readers are told.
package struct Coverage: Codable, Sendable, Hashable {
    package struct Unread: Codable, Sendable, Hashable {
        package let feed: String
        /// When it was last read without a fault, in ISO 8601; `nil` where it never was.
        package let since: String?
    }

    package let feeds: Int
    package let providers: Int
    /// In the order of the configuration.
    package let unread: [Unread]
    /// False before the first attempt at each feed.
    package let isBegun: Bool

    package var isWell: Bool { unread.isEmpty }

    /// As a digest says it.
    package var note: String { "What is watched: \(sentence)." }

    /// `3 feeds with 155 providers are watched; every feed could be read`.
    package var sentence: String {
        let watched =
            "\(feeds) feed\(feeds == 1 ? "" : "s") with \(providers) provider\(providers == 1 ? "" : "s") "
            + (feeds == 1 ? "is watched" : "are watched")
        if unread.isEmpty { return watched + "; " + (feeds == 1 ? "it" : "every feed") + " could be read" }
        let shown = unread.prefix(Coverage.mostShown).map { feed in
            let day = feed.since.flatMap { try? Date($0, strategy: .iso8601) }.flatMap(CalendarDate.init(london:))
            return feed.feed + (day.map { " since \($0.inWords)" } ?? " (never yet)")
        }
        return watched + "; could not be read: " + shown.joined(separator: ", ")
            + (unread.count > shown.count ? " and \(unread.count - shown.count) more" : "")
    }

    private static let mostShown = 10
}

extension HistoryTransaction {
    package func coverage(of feeds: [WatchedFeed]) throws -> Coverage {
        var unread: [Coverage.Unread] = []
        var isBegun = true
        for feed in feeds {
            let state = try feedState(feed.name).flatMap { $0.identity.isAt(feed.url) ? $0 : nil }
            if state?.lastAttempt == nil { isBegun = false }
            guard let state, state.failures == 0, state.lastSuccess != nil else {
                unread.append(Coverage.Unread(feed: feed.name, since: state?.lastSuccess?.iso8601))
                continue
            }
        }
        return Coverage(
            feeds: feeds.count, providers: try countListedProviders(), unread: unread, isBegun: isBegun)
    }

    /// True where a feed that was ever read has not been since then: only then can a provider have gone without a look.
    package func hasFeedUnread(since day: Date) throws -> Bool {
        try isTrue(Query("SELECT EXISTS (SELECT 1 FROM feeds WHERE last_success < ?)", [day.seconds]))
    }
}
