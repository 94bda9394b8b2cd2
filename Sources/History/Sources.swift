package import Inspections

/// What each feed was last configured as: whose word its statements are must not hang on whether it still is.
extension HistoryTransaction {
    /// Keeps in mind what the feeds are configured as.
    package func note(_ sources: SourceDirectory) throws {
        let known = try rows(Query("SELECT feed, publisher, authority FROM sources")) { row in
            StoredSource(feed: row[0], publisher: row[1], authority: row[2])
        }
        let stored = Set(known)
        for source in sources.all.map(StoredSource.init) where !stored.contains(source) {
            try run(
                Query.upsert(
                    into: "sources", key: "feed",
                    [("feed", source.feed), ("publisher", source.publisher), ("authority", source.authority)]))
        }
    }

    /// A feed as it is configured, else as it last was. `publisher`: as it was recorded with what the feed has stated.
    package func source(of feed: String, publisher: String, among sources: SourceDirectory) throws -> Source {
        if let source = sources[feed] { return source }
        let last = try lastSource(of: feed)
        return sources.former(
            feed, publisher: last?.publisher ?? publisher,
            authority: last?.known ?? HistoryTransaction.authorityOfUnknown)
    }

    /// Whose word a feed's statements are, as it is configured, else as it last was.
    package func authority(of feed: String, among sources: SourceDirectory) throws -> Authority {
        if let source = sources[feed] { return source.authority }
        return try lastSource(of: feed)?.known ?? HistoryTransaction.authorityOfUnknown
    }

    /// Of a feed that was taken out of the configuration before a version that keeps it in mind had read that: nearly
    /// all are the publisher's, since that is what a feed is unless its operator says otherwise, and that is what the
    /// version before took it for and told readers by. Anything less would have the publisher's own reports compared
    /// with nothing.
    private static let authorityOfUnknown = Authority.official

    private func lastSource(of feed: String) throws -> StoredSource? {
        try row(Query("SELECT feed, publisher, authority FROM sources WHERE feed = ?", [feed])) {
            StoredSource(feed: $0[0], publisher: $0[1], authority: $0[2])
        }
    }
}

/// A row of `sources`.
private struct StoredSource: Hashable {
    let feed: String
    let publisher: String
    let authority: String

    init(feed: String, publisher: String, authority: String) {
        self.feed = feed
        self.publisher = publisher
        self.authority = authority
    }

    init(_ source: Source) {
        self.init(feed: source.feed, publisher: source.publisher, authority: source.authority.rawValue)
    }

    var known: Authority? { Authority(rawValue: authority) }
}
