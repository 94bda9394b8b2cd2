package import Foundation
import Inspections
import Text

extension HistoryTransaction {
    /// `nil` for a feed that was never polled.
    package func feedState(_ name: String) throws -> FeedState? {
        try row(Query("SELECT \(FeedState.columns) FROM feeds WHERE name = ?", [name]), FeedState.init)
    }

    /// By name, without those that were never polled.
    package func feedStates(named names: [String]) throws -> [String: FeedState] {
        if names.isEmpty { return [:] }
        let (marks, values) = Query.list(names)
        let query = Query("SELECT \(FeedState.columns) FROM feeds WHERE name IN (\(marks))", values)
        return Dictionary(
            try rows(query, FeedState.init).map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// `before`: what the work that ends with this began with, where it took a while. Where that work has found no
    /// other address, the recorded one stays: an operator may have confirmed a move meanwhile.
    package func save(_ feed: FeedState, after before: FeedState? = nil) throws {
        if let before, together == 1, try change(before, to: feed) { return }
        let isUnmoved = before.map { $0.moves == feed.moves } ?? false
        try run(Query(isUnmoved ? FeedState.saveUnmoved : FeedState.save, feed.values))
    }

    /// Writes what differs alone, most often three columns of 26; false where the record has something else than
    /// `before`, such as nothing, or the feed as it was configured before.
    private func change(_ before: FeedState, to feed: FeedState) throws -> Bool {
        let columns = feed.columns(otherThan: before)
        if columns.isEmpty { return false }
        let changes = columns.map { "\($0.name) = ?" }.joined(separator: ", ")
        let sql = "UPDATE feeds SET \(changes) WHERE name = ? AND url = ? AND kind IS ? AND map IS ?"
        let known: [(any QueryValue)?] = [before.name, before.url, before.kind, before.map]
        return try self.changes(by: Query(sql, columns.map(\.value) + known)) == 1
    }

    /// All feeds that were ever polled, by name.
    package func feedStates() throws -> [FeedState] {
        try rows(Query("SELECT \(FeedState.columns) FROM feeds ORDER BY name"), FeedState.init)
    }

    /// Those that operators know to fail, by name.
    package func failingFeeds() throws -> [FeedState] {
        try rows(
            Query(
                "SELECT \(FeedState.columns) FROM feeds WHERE failures >= ? ORDER BY name",
                [FeedState.failuresToReport]), FeedState.init)
    }

    /// True while operators know that a feed fails, or too many of its addresses, and not that this is over.
    package func isToldToFail(_ subject: String) throws -> Bool {
        let kinds = [AlertKind.operatorFeedFailing, .operatorFeedRecovered].map(\.rawValue)
        // By the subject, as alerts are counted: there are few of one, and many of a kind.
        let query = Query(
            "SELECT kind FROM alerts WHERE subject = ? AND kind || '' IN (?, ?) ORDER BY sequence DESC LIMIT 1",
            [subject] + kinds)
        return try row(query) { $0[0] as String } == kinds[0]
    }

    /// Which feeds were ever polled, by name.
    package func feedIdentities() throws -> [FeedIdentity] {
        try rows(Query("SELECT name, url, kind, map, moved_to FROM feeds ORDER BY name"), FeedIdentity.init)
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
    package func isEmpty(_ feed: FeedIdentity) throws -> Bool {
        let state = try feedState(feed.name)
        return try state.map { $0.isNew && $0.lastSuccess == nil } ?? true && !hasPublications(feed: feed.name)
    }

    private func rename(feed old: String, to new: String) throws {
        for table in HistoryTransaction.tablesOfNames {
            try run(Query("UPDATE \(table) SET name = ? WHERE name = ?", [new, old]))
        }
        for table in HistoryTransaction.tablesOfFeeds {
            try run(Query("UPDATE \(table) SET feed = ? WHERE feed = ?", [new, old]))
        }
    }

    private func forget(feed name: String) throws {
        for table in HistoryTransaction.tablesOfNames {
            try run(Query("DELETE FROM \(table) WHERE name = ?", [name]))
        }
        for table in HistoryTransaction.tablesOfFeeds where table != "publications" {
            try run(Query("DELETE FROM \(table) WHERE feed = ?", [name]))
        }
    }

    /// Those that have feeds themselves.
    private static let tablesOfNames = ["feeds", "former_addresses"]

    /// Those that name a feed beside them; an alert says what its feed was called.
    private static let tablesOfFeeds = [
        "publications", "provider_pages", "sites", "listing_pages", "table_rows", "held_alerts", "brakes", "unsettled",
        "lost_ratings", "held_endings", "sources",
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

    /// Failures in a row after which operators hear of them: one or two are ordinary weather.
    package static let failuresToReport = 3

    /// True while operators know that it cannot be read.
    package var isFailing: Bool { failures >= FeedState.failuresToReport }

    /// True until its first baseline, at whatever address.
    package var isNew: Bool { baselineAt == nil && silentBefore == nil }

    /// Goes on with what operators know of the feed at another address, and are to hear the end of: what fails, is
    /// quiet or has shrunk is a feed, wherever it is read.
    package mutating func take(noticesOf other: FeedState) {
        failures = other.isFailing ? FeedState.failuresToReport : 0
        lastError = other.isFailing ? other.lastError : nil
        newestSeen = [newestSeen, other.newestSeen].compactMap(\.self).max()
        quiet = other.quiet
        shrunk = other.shrunk
    }

    /// The address to ask.
    package var address: String { movedTo ?? url }

    package var identity: FeedIdentity {
        let moves = FeedMoves(to: movedTo, unconfirmed: unconfirmedMove)
        return FeedIdentity(name: name, url: url, kind: kind, map: map, moves: moves)
    }
}

extension FeedState {
    /// The names of all columns, in the order of `columns(otherThan:)`.
    static let columns = names.joined(separator: ", ")

    private static let names = FeedState(name: "", url: "").columns(otherThan: nil).map(\.name)

    static let save = Query.upsertion(into: "feeds", key: "name", names)

    /// The same, but for where it has moved to, unless it is configured at another address than it was.
    static let saveUnmoved = save.replacing(
        "moved_to = excluded.moved_to",
        with: "moved_to = CASE WHEN feeds.url = excluded.url THEN feeds.moved_to ELSE excluded.moved_to END")

    init(_ row: Row) {
        var columns = ColumnReader(row)
        self.init(name: columns.next(), url: AddressText.compared(columns.next()))
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

    fileprivate var moves: String? {
        get { FeedMoves(to: movedTo, unconfirmed: unconfirmedMove).stored }
        set {
            let moves = FeedMoves(stored: newValue)
            (movedTo, unconfirmedMove) = (moves.to, moves.unconfirmed)
        }
    }

    var values: [(any QueryValue)?] { columns(otherThan: nil).map(\.value) }

    /// Those that differ; `nil` for all. Compared as what they are: as values of a query each costs ten times as much.
    fileprivate func columns(otherThan other: FeedState?) -> [(name: String, value: (any QueryValue)?)] {
        var columns: [(name: String, value: (any QueryValue)?)] = []
        if other == nil { columns.reserveCapacity(26) }
        func add<Value: QueryValue & Equatable>(_ name: String, _ read: (FeedState) -> Value?) {
            let value = read(self)
            if let other, read(other) == value { return }
            columns.append((name, value))
        }
        add("name") { $0.name }
        add("url") { $0.url }
        add("moved_to") { $0.moves }
        add("validators_url") { $0.validatorsURL }
        add("etag") { $0.etag }
        add("last_modified") { $0.lastModified }
        add("body_hash") { $0.bodyHash }
        add("baseline_at") { $0.baselineAt?.seconds }
        add("last_attempt") { $0.lastAttempt?.seconds }
        add("last_success") { $0.lastSuccess?.seconds }
        add("next_due") { $0.nextDue?.seconds }
        add("every_seconds") { $0.everySeconds }
        add("asked_until") { $0.askedUntil?.seconds }
        add("hinted_interval") { $0.hintedInterval }
        add("skip_hours") { FeedState.text($0.skipHours.sorted().map(String.init)) }
        add("skip_days") { FeedState.text($0.skipDays.sorted()) }
        add("newest_seen") { $0.newestSeen?.seconds }
        add("quiet") { $0.quiet }
        add("listed") { $0.listed }
        add("shrunk") { $0.shrunk }
        add("failures") { $0.failures }
        add("last_error") { $0.lastError }
        add("ended") { $0.ended }
        add("kind") { $0.kind }
        add("map") { $0.map }
        add("silent_before") { $0.silentBefore?.seconds }
        return columns
    }

    private static func text(_ parts: [String]) -> String { parts.isEmpty ? "" : parts.joined(separator: ",") }
}
