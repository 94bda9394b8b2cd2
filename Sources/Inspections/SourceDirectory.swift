/// The configured feeds as sources.
package struct SourceDirectory: Sendable {
    private let byFeed: [String: Source]

    package init(_ sources: [Source]) {
        byFeed = Dictionary(sources.map { ($0.feed, $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// `nil` for a feed that is not configured: what such a one was, the history knows.
    package subscript(feed: String) -> Source? { byFeed[feed] }

    /// The feeds, in no order.
    package var all: some Collection<Source> { byFeed.values }

    /// A feed that is configured no more, as it last was. Its publisher has the place of its other feeds, where it has
    /// any, so that of its own versions the newest counts; else who is configured stands before it: what is read no
    /// longer would keep back whatever others put right.
    package func former(_ feed: String, publisher: String, authority: Authority) -> Source {
        let place = byFeed.values.first { $0.publisher == publisher }?.place
        return Source(feed: feed, publisher: publisher, authority: authority, place: place ?? .max)
    }

    /// Feeds whose word counts as much as that, or more.
    package func feeds(atLeast authority: Authority) -> Set<String> {
        Set(byFeed.values.filter { $0.authority >= authority }.map(\.feed))
    }

    package var feeds: Set<String> { Set(byFeed.keys) }
}

/// Where a statement comes from, as the configuration has it, or last had it.
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
    /// From where its documents are read, beside its own host.
    package let hosts: Set<String>

    package init(
        feed: String, publisher: String, authority: Authority = .official, place: Int = .max,
        providers: ProviderScope = .everybody, hosts: Set<String> = []
    ) {
        self.feed = feed
        self.publisher = publisher
        self.authority = authority
        self.place = place
        self.providers = providers
        self.hosts = hosts
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
