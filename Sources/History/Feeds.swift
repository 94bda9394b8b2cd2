package import Foundation

extension HistoryTransaction {
    /// `nil` for a feed that was never polled.
    package func feedState(_ name: String) throws -> FeedState? {
        try row(Query("SELECT \(FeedState.columns) FROM feeds WHERE name = ?", [name]), FeedState.init)
    }

    /// `before`: what the work that ends with this began with, where it took a while. Where that work has found no
    /// other address, the recorded one stays: an operator may have confirmed a move meanwhile.
    package func save(_ feed: FeedState, after before: FeedState? = nil) throws {
        let isUnmoved = before.map { $0.moves == feed.moves } ?? false
        try run(Query(isUnmoved ? FeedState.saveUnmoved : FeedState.save, feed.values))
    }

    /// All feeds that were ever polled, by name.
    package func feedStates() throws -> [FeedState] {
        try rows(Query("SELECT \(FeedState.columns) FROM feeds ORDER BY name"), FeedState.init)
    }

    /// Gives feeds other names, all at once, so that two may change places; alerts keep the name that they were raised
    /// under. What a new name held so far and nobody takes along must be empty, see `isEmpty`, and goes.
    package func rename(feeds names: [String: String]) throws {
        for name in Set(names.values).subtracting(names.keys) { try forget(feed: name) }
        // No name of a configuration begins with a control character.
        func passing(_ name: String) -> String { "\u{1}" + name }
        for (old, new) in names { try rename(feed: old, to: passing(new)) }
        for new in names.values { try rename(feed: passing(new), to: new) }
    }

    /// True where nothing was ever read of a feed.
    package func isEmpty(_ feed: FeedState) throws -> Bool {
        try feed.isNew && feed.lastSuccess == nil && !hasPublications(feed: feed.name)
    }

    private func rename(feed old: String, to new: String) throws {
        try run(Query("UPDATE feeds SET name = ? WHERE name = ?", [new, old]))
        for table in HistoryTransaction.tablesOfFeeds {
            try run(Query("UPDATE \(table) SET feed = ? WHERE feed = ?", [new, old]))
        }
    }

    private func forget(feed name: String) throws {
        try run(Query("DELETE FROM feeds WHERE name = ?", [name]))
        for table in HistoryTransaction.tablesOfFeeds where table != "publications" {
            try run(Query("DELETE FROM \(table) WHERE feed = ?", [name]))
        }
    }

    /// Those that name a feed beside `feeds`; an alert says what its feed was called.
    private static let tablesOfFeeds = [
        "publications", "provider_pages", "sites", "listing_pages", "table_rows", "held_alerts", "brakes", "unsettled",
        "lost_ratings", "held_endings",
    ]
}

/// What is known of one feed between polls.
package struct FeedState: Sendable, Hashable {
    package let name: String
    /// The configured address.
    package var url: String
    /// The kind of source; `nil` in what an older version has left.
    package var kind: String?
    /// Which map reads it, where one does; `nil` in what an older version has left.
    package var map: String?
    /// Where the publisher said that it has moved for good; `nil` while it answers where it is configured.
    package var movedTo: String?
    /// Where, on another host, the publisher says that it has moved for good, as long as no operator has confirmed it.
    package var unconfirmedMove: String?
    /// The address that gave the validators, behind any redirects.
    package var validatorsURL: String?
    package var etag: String?
    package var lastModified: String?
    /// Hex SHA-256 of the last body that was read and recorded.
    package var bodyHash: String?
    /// When the baseline was recorded; `nil` before the first successful poll.
    package var baselineAt: Date?
    /// When the feed was last read at the address that it had before; `nil` where it had no other.
    package var silentBefore: Date?
    package var lastAttempt: Date?
    package var lastSuccess: Date?
    package var nextDue: Date?
    /// The interval that `nextDue` was reckoned with, seconds.
    package var everySeconds: Double?
    /// Until when the publisher's last answer asked not to be polled.
    package var askedUntil: Date?
    /// Seconds between updates, as the document last read says.
    package var hintedInterval: Double?
    /// Hours in UTC, 0 to 23, without updates, as the document last read says.
    package var skipHours: Set<Int>
    /// English names of days without updates, as the document last read says.
    package var skipDays: Set<String>
    /// When a poll last found a publication that was not known.
    package var newestSeen: Date?
    /// True while operators know that nothing new was seen for long.
    package var quiet: Bool
    /// Publications in the last listing that had not shrunk.
    package var listed: Int?
    /// True while operators know that the listing has shrunk.
    package var shrunk: Bool
    /// Failures in a row.
    package var failures: Int
    package var lastError: String?
    /// True once the publisher has said that the feed has ended.
    package var ended: Bool

    package init(name: String, url: String) {
        self.name = name
        self.url = url
        self.skipHours = []
        self.skipDays = []
        self.quiet = false
        self.shrunk = false
        self.failures = 0
        self.ended = false
    }

    /// True until its first baseline, at whatever address.
    package var isNew: Bool { baselineAt == nil && silentBefore == nil }

    /// The address to ask.
    package var address: String { movedTo ?? url }

    /// That at which it is read, or was before the publisher moved it, or is to be once that is confirmed.
    package var addresses: Set<String> { Set([url, movedTo, unconfirmedMove].compactMap(\.self)) }

    /// True for one of its addresses.
    package func isAt(_ url: String) -> Bool { url == self.url || url == movedTo || url == unconfirmedMove }
}

extension FeedState {
    /// The columns, in the order of `arguments`.
    static let columns = """
        name, url, moved_to, validators_url, etag, last_modified, body_hash, baseline_at, last_attempt, last_success,
        next_due, every_seconds, asked_until, hinted_interval, skip_hours, skip_days, newest_seen, quiet, listed,
        shrunk, failures, last_error, ended, kind, map, silent_before
        """

    static let save = Query.upsertion(into: "feeds", key: "name", Query.names(in: columns))

    /// The same, but for where it has moved to, unless it is configured at another address than it was.
    static let saveUnmoved = save.replacing(
        "moved_to = excluded.moved_to",
        with: "moved_to = CASE WHEN feeds.url = excluded.url THEN feeds.moved_to ELSE excluded.moved_to END")

    init(_ row: Row) {
        var columns = ColumnReader(row)
        self.init(name: columns.next(), url: columns.next())
        moves = columns.next()
        validatorsURL = columns.next()
        etag = columns.next()
        lastModified = columns.next()
        bodyHash = columns.next()
        baselineAt = Date(seconds: columns.next())
        lastAttempt = Date(seconds: columns.next())
        lastSuccess = Date(seconds: columns.next())
        nextDue = Date(seconds: columns.next())
        everySeconds = columns.next()
        askedUntil = Date(seconds: columns.next())
        hintedInterval = columns.next()
        skipHours = Set(FeedState.parts(of: columns.next()).compactMap { Int($0) })
        skipDays = Set(FeedState.parts(of: columns.next()).map(String.init))
        newestSeen = Date(seconds: columns.next())
        quiet = columns.next()
        listed = columns.next()
        shrunk = columns.next()
        failures = columns.next()
        lastError = columns.next()
        ended = columns.next()
        kind = columns.next()
        map = columns.next()
        silentBefore = Date(seconds: columns.next())
    }

    /// Most have none: to split nothing costs as much as to read all other columns.
    private static func parts(of text: String) -> [Substring] { text.isEmpty ? [] : text.split(separator: ",") }

    /// Where it has moved to and, behind a blank, which no address holds, where it would move if an operator confirmed
    /// it.
    fileprivate var moves: String? {
        get { unconfirmedMove.map { "\(movedTo ?? "") \($0)" } ?? movedTo }
        set {
            guard let newValue else {
                (movedTo, unconfirmedMove) = (nil, nil)
                return
            }
            let parts = newValue.split(separator: " ", maxSplits: 1, omittingEmptySubsequences: false)
            movedTo = parts.first.flatMap { $0.isEmpty ? nil : String($0) }
            unconfirmedMove = parts.count > 1 ? String(parts[1]) : nil
        }
    }

    /// In the order of `columns`.
    var values: [(any QueryValue)?] {
        [
            name, url, moves, validatorsURL, etag, lastModified, bodyHash, baselineAt?.seconds, lastAttempt?.seconds,
            lastSuccess?.seconds, nextDue?.seconds, everySeconds, askedUntil?.seconds, hintedInterval,
            skipHours.sorted().map(String.init).joined(separator: ","), skipDays.sorted().joined(separator: ","),
            newestSeen?.seconds, quiet, listed, shrunk, failures, lastError, ended, kind, map,
            silentBefore?.seconds,
        ]
    }
}
