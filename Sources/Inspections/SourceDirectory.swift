/// The configured feeds as sources.
package struct SourceDirectory: Sendable {
    private let byFeed: [String: Source]

    package init(_ sources: [Source]) {
        byFeed = Dictionary(sources.map { ($0.feed, $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// `publisher`: as it was recorded, for a feed that is configured no more.
    package func source(of feed: String, publisher: String) -> Source {
        byFeed[feed] ?? Source(feed: feed, publisher: publisher)
    }

    /// `nil` for a feed that is not configured.
    package subscript(feed: String) -> Source? { byFeed[feed] }

    /// Whose word a feed's statements are; that of the publisher for a feed that is configured no more.
    package func authority(of feed: String) -> Authority { byFeed[feed]?.authority ?? .official }

    /// Feeds whose word counts as much as that, or more.
    package func feeds(atLeast authority: Authority) -> Set<String> {
        Set(byFeed.values.filter { $0.authority >= authority }.map(\.feed))
    }

    package var feeds: Set<String> { Set(byFeed.keys) }
}

/// Where a statement comes from, as the configuration of today has it.
package struct Source: Hashable, Sendable {
    /// Name of the feed.
    package let feed: String
    /// Who publishes it: two feeds of one publisher list the same publications.
    package let publisher: String
    package let authority: Authority
    /// The place of the publisher's first feed in the configuration, from 0: of several publishers the first is
    /// believed.
    package let place: Int
    /// Whom it may speak for; what it says of others is not taken.
    package let providers: ProviderScope

    package init(
        feed: String, publisher: String, authority: Authority = .official, place: Int = .max,
        providers: ProviderScope = .everybody
    ) {
        self.feed = feed
        self.publisher = publisher
        self.authority = authority
        self.place = place
        self.providers = providers
    }

    /// Whose word it is: a newer version by the same voice takes the place of an older one, and no other voice's ever
    /// does.
    package var voice: Voice { Voice(publisher: publisher, authority: authority) }

    package struct Voice: Hashable, Sendable {
        package let publisher: String
        package let authority: Authority
    }
}

/// Whose word a source's statements are, best first: that of the publisher, of one who republishes it, of one who tells
/// of it.
package enum Authority: String, Hashable, Codable, Sendable, CaseIterable, Comparable {
    case official, secondary, press

    /// `official` is the highest.
    package static func < (a: Authority, b: Authority) -> Bool { a.rank < b.rank }

    private var rank: Int {
        switch self {
        case .official: 2
        case .secondary: 1
        case .press: 0
        }
    }
}
