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
