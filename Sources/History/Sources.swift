package import Inspections

/// What each feed was last configured as: whose word its statements are must not hang on whether it still is.
extension HistoryTransaction {
    /// Keeps in mind what the feeds are configured as. Of all on whom a feed has a word that counts otherwise than it
    /// did, the news is to be derived anew. The feeds that may speak for others than they might, or name documents on
    /// other hosts, as far as is known.
    @discardableResult
    package func follow(_ sources: SourceDirectory) throws -> [String] {
        let known = try rows(Query("SELECT \(StoredSource.columns) FROM sources"), StoredSource.init)
        let stored = Dictionary(known.map { ($0.feed, $0) }, uniquingKeysWith: { first, _ in first })
        let changed =
            sources.all.map(StoredSource.init).filter { stored[$0.feed] != $0 }
            + known.filter { $0.place != nil && sources[$0.feed] == nil }.map(\.removed)
        // As at nearly every start.
        if changed.isEmpty { return [] }
        for source in changed.sorted(by: { $0.feed < $1.feed }) {
            try run(Query(StoredSource.upsertion, source.values))
        }
        let now = known.map { source in
            sources[source.feed]
                ?? sources.former(source.feed, publisher: source.publisher, authority: source.authority)
        }
        for feed in SourceChanges.feeds(from: known.map(\.source), to: now).sorted() {
            try unsettleReconfigured(feed: feed)
        }
        return changed.filter { source in stored[source.feed].map { !$0.reaches(asFarAs: source) } ?? true }
            .map(\.feed).sorted()
    }

    /// A feed as it is configured, else as it last was. `publisher`: as it was recorded with what the feed has stated.
    package func source(of feed: String, publisher: String, among sources: SourceDirectory) throws -> Source {
        if let source = sources[feed] { return source }
        let last = try lastSource(of: feed)
        return sources.former(
            feed, publisher: last?.publisher ?? publisher,
            authority: last?.authority ?? StoredSource.authorityOfUnknown)
    }

    /// The authority of each feed, as it is configured, else as it last was.
    package func authorities(among sources: SourceDirectory) throws -> [String: Authority] {
        let known = try rows(Query("SELECT \(StoredSource.columns) FROM sources"), StoredSource.init)
        let former = Dictionary(known.map { ($0.feed, $0.authority) }, uniquingKeysWith: { first, _ in first })
        return former.merging(sources.all.map { ($0.feed, $0.authority) }, uniquingKeysWith: { _, now in now })
    }

    /// Whose word a feed's statements are, as it is configured, else as it last was.
    package func authority(of feed: String, among sources: SourceDirectory) throws -> Authority {
        if let source = sources[feed] { return source.authority }
        return try lastSource(of: feed)?.authority ?? StoredSource.authorityOfUnknown
    }

    private func lastSource(of feed: String) throws -> StoredSource? {
        try row(Query("SELECT \(StoredSource.columns) FROM sources WHERE feed = ?", [feed]), StoredSource.init)
    }

    /// Everybody of whom a feed has stated something, those who go on for them, and those of whom others state what
    /// lies at the same address or has the same bytes, which one publisher states once.
    private func unsettleReconfigured(feed: String) throws {
        try run(
            Query(
                """
                INSERT INTO unsettled (provider, feed, is_held, is_reconfigured)
                WITH RECURSIVE own (provider, address, sha256, is_row) AS (
                    SELECT provider, address, sha256, is_row FROM statements
                    WHERE publication IN (SELECT id FROM publications WHERE feed = ?)
                ), line (id) AS (
                    SELECT provider FROM own
                    UNION
                    SELECT provider FROM statements WHERE address IN (SELECT address FROM own)
                    UNION
                    SELECT provider FROM statements
                    WHERE is_row = 0 AND sha256 IN (SELECT sha256 FROM own WHERE is_row = 0 AND sha256 <> '')
                ), lines (id) AS (
                    SELECT id FROM line
                    UNION
                    SELECT provider FROM predecessors, lines WHERE predecessor = lines.id
                )
                SELECT id, ?, 0, 1 FROM lines WHERE true ORDER BY id
                ON CONFLICT (provider, feed) DO UPDATE SET is_reconfigured = 1
                """, [feed, feed]))
    }
}

/// A row of `sources`.
private struct StoredSource: Hashable {
    let feed: String
    let publisher: String
    let authority: Authority
    /// The publisher's, as a directory has it; `nil` for a feed that is configured no more.
    let place: Int?
    /// For whom it may speak: a name a line, empty for everybody; `nil` where nobody has kept that in mind.
    let providers: String?
    /// From where its documents are read beside its own host: a name a line; `nil` where nobody has kept that in mind.
    let hosts: String?

    static let columns = "feed, publisher, authority, place, providers, hosts"
    static let upsertion = Query.upsertion(into: "sources", key: "feed", Query.names(in: columns))

    /// Of a feed that was taken out of the configuration before a version that keeps it in mind had read that: nearly
    /// all are the publisher's, since that is what a feed is unless its operator says otherwise, and that is what the
    /// version before took it for and told readers by. Anything less would have the publisher's own reports compared
    /// with nothing.
    static let authorityOfUnknown = Authority.official

    init(feed: String, publisher: String, authority: Authority, place: Int?, providers: String?, hosts: String?) {
        self.feed = feed
        self.publisher = publisher
        self.authority = authority
        self.place = place
        self.providers = providers
        self.hosts = hosts
    }

    init(_ source: Source) {
        self.init(
            feed: source.feed, publisher: source.publisher, authority: source.authority, place: source.place,
            providers: source.providers.text, hosts: source.hosts.sorted().joined(separator: "\n"))
    }

    init(_ row: Row) {
        let authority = Authority(rawValue: row[2]) ?? StoredSource.authorityOfUnknown
        self.init(
            feed: row[0], publisher: row[1], authority: authority, place: row[3], providers: row[4], hosts: row[5])
    }

    /// In the order of `columns`.
    var values: [(any QueryValue)?] { [feed, publisher, authority.rawValue, place, providers, hosts] }

    var removed: StoredSource {
        StoredSource(
            feed: feed, publisher: publisher, authority: authority, place: nil, providers: providers, hosts: hosts)
    }

    /// True where nothing that was not followed may be now.
    func reaches(asFarAs other: StoredSource) -> Bool { providers == other.providers && hosts == other.hosts }

    var source: Source { Source(feed: feed, publisher: publisher, authority: authority, place: place ?? .max) }
}
