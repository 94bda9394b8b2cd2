import Feeds

/// How `ratingwatch read` reads files: by the name of a kind alone, or as a feed of the configuration is read.
package struct FeedFileKind: Sendable {
    let kind: FeedKind
    let page: PageMap?
    /// The address that relative links are relative to, where none is given.
    let base: String?

    /// The names of the kinds of feed.
    package static var names: [String] { FeedKind.allCases.map(\.rawValue) }

    /// `nil` where there is no such kind.
    package init?(named name: String) {
        guard let kind = FeedKind(rawValue: name) else { return nil }
        self.kind = kind
        page = nil
        base = nil
    }

    init(_ feed: FeedConfiguration) {
        kind = feed.kind
        page = feed.page
        base = feed.url
    }
}

extension Setup {
    /// `ratingwatch read --feed NAME`; `nil` where no such feed is configured.
    package func fileKind(ofFeed name: String) -> FeedFileKind? {
        configuration.feeds.first { $0.name == name }.map(FeedFileKind.init)
    }

    package var feedNames: [String] { configuration.feeds.map(\.name) }
}
