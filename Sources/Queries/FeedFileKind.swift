import Configuration
import Feeds

/// How `ratingwatch read` reads files: by the name of a kind alone, or as a feed of the configuration is read.
package struct FeedFileKind: Sendable {
    let kind: FeedKind
    let page: PageMap?
    let table: ColumnMap?
    let json: JSONMap?
    /// The address that relative links are relative to, where none is given.
    let base: String?

    /// The names of the kinds of feed.
    package static var names: [String] { FeedKind.allCases.map(\.rawValue) }

    /// A plain feed.
    package static var feed: FeedFileKind { FeedFileKind(.feed) }

    /// `nil` where there is no such kind.
    package init?(named name: String) {
        guard let kind = FeedKind(rawValue: name) else { return nil }
        self.init(kind)
    }

    private init(_ kind: FeedKind) {
        self.kind = kind
        page = nil
        table = nil
        json = nil
        base = nil
    }

    init(_ feed: FeedConfiguration) {
        kind = feed.kind
        page = feed.page
        table = feed.table
        json = feed.json
        base = feed.url
    }
}

extension Setup {
    /// `ratingwatch read --feed NAME`.
    package func fileKind(ofFeed name: String) throws(UnknownName) -> FeedFileKind {
        guard let feed = configuration.feeds.first(where: { $0.name == name }) else {
            throw UnknownName(name, of: "feed", known: feedNames)
        }
        return FeedFileKind(feed)
    }

    package var feedNames: [String] { configuration.feeds.map(\.name) }
}
