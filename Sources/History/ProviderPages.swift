package import Foundation
import GRDB
package import Inspections

extension HistoryTransaction {
    /// `nil` for a provider that the listing has never shown.
    package func providerPage(feed: String, path: String) throws -> ProviderPage? {
        try Row.fetchOne(
            database.cachedStatement(sql: "SELECT * FROM provider_pages WHERE feed = ? AND path = ?"),
            arguments: [feed, path]
        ).map(ProviderPage.init)
    }

    package func save(_ page: ProviderPage) throws {
        try database.cachedStatement(
            sql: """
                INSERT OR REPLACE INTO provider_pages (feed, path, address, listed_on, walk, name, urn, latest,
                    read_latest, is_read, baseline_until, newest, etag, last_modified, validators_url, body_hash,
                    attempts, next_try, reason, waits_since)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """
        ).execute(arguments: [
            page.feed, page.path, page.address, page.listedOn, page.walk, page.name, page.urn, page.latest?.iso,
            page.readLatest?.iso, page.isRead, page.baselineUntil?.iso, page.newest?.iso, page.validators?.etag,
            page.validators?.lastModified, page.validators?.url, page.bodyHash, page.attempts, page.nextTry?.seconds,
            page.reason, page.waitsSince?.seconds,
        ])
    }

    /// The providers of a listing page that is as the walk `since` read it are seen again.
    package func markListed(feed: String, on address: String, since: Int, walk: Int) throws {
        try database.cachedStatement(
            sql: "UPDATE provider_pages SET walk = ? WHERE feed = ? AND listed_on = ? AND walk >= ?"
        )
        .execute(arguments: [walk, feed, address, since])
    }

    /// The page of the provider with this number is to be read, where it is not waited for already.
    package func askAgain(feed: String, urn: String?, at now: Date) throws {
        try database.cachedStatement(
            sql: """
                UPDATE provider_pages SET next_try = ?1, waits_since = ?1
                WHERE feed = ?2 AND urn = ?3 AND next_try IS NULL
                """
        ).execute(arguments: [now.seconds, feed, urn])
    }

    /// How many providers were last seen on a page of the listing, by the walk `since` or a later one.
    package func countListed(feed: String, on address: String, since: Int) throws -> Int {
        try Int.fetchOne(
            database.cachedStatement(
                sql: "SELECT count(*) FROM provider_pages WHERE feed = ? AND listed_on = ? AND walk >= ?"),
            arguments: [feed, address, since]) ?? 0
    }

    /// How many providers with a report a walk has seen, or also those `withoutReport`.
    package func countListed(feed: String, walk: Int, withoutReport: Bool) throws -> Int {
        try Int.fetchOne(
            database.cachedStatement(
                sql: "SELECT count(*) FROM provider_pages WHERE feed = ? AND walk = ? AND (latest IS NOT NULL OR ?)"),
            arguments: [feed, walk, withoutReport]) ?? 0
    }

    /// The newest report that the listing shows of any provider.
    package func newestListed(feed: String) throws -> CalendarDate? {
        try String.fetchOne(
            database.cachedStatement(sql: "SELECT max(latest) FROM provider_pages WHERE feed = ?"), arguments: [feed]
        ).flatMap(CalendarDate.init(iso:))
    }

    /// Provider pages to read whose time has come, at most `limit`: those never tried first, then by latest report.
    /// Of those that failed before only what was due at `retries` already.
    package func pagesToRead(
        feed: String, dueAt now: Date, retries: Date? = nil, limit: Int
    ) throws -> [ProviderPage] {
        try Row.fetchAll(
            database.cachedStatement(
                sql: """
                    SELECT * FROM provider_pages INDEXED BY provider_pages_to_read
                    WHERE feed = ? AND next_try IS NOT NULL
                    AND (next_try <= iif(attempts > 0, ?, ?) OR waits_since > ?)
                    ORDER BY attempts > 0, latest, path LIMIT ?
                    """),
            arguments: [feed, (retries ?? now).seconds, now.seconds, Wait.latestSet(at: now), limit]
        ).map(ProviderPage.init)
    }

    /// How many provider pages have failed so often in a row, or more often.
    package func countFailingPages(feed: String, attempts: Int) throws -> Int {
        try Int.fetchOne(
            database.cachedStatement(
                sql: """
                    SELECT count(*) FROM provider_pages INDEXED BY provider_pages_to_read
                    WHERE feed = ? AND next_try IS NOT NULL AND attempts > 0 AND attempts >= ?
                    """), arguments: [feed, attempts]) ?? 0
    }

    /// How many provider pages that are to be read were never tried since the listing showed something new.
    package func countUntriedPages(feed: String) throws -> Int {
        try count(
            Query(
                """
                SELECT count(*) FROM provider_pages INDEXED BY provider_pages_to_read
                WHERE feed = ? AND next_try IS NOT NULL AND (attempts > 0) = 0
                """, [feed]))
    }

    /// When the next provider page is to be read.
    package func nextPageToRead(feed: String, at now: Date) throws -> Date? {
        Date(
            seconds: try Double.fetchOne(
                database.cachedStatement(
                    sql: """
                        SELECT min(iif(waits_since > ?, ?, next_try)) FROM provider_pages
                        WHERE feed = ? AND next_try IS NOT NULL
                        """), arguments: [Wait.latestSet(at: now), now.seconds, feed]))
    }

    /// How much of a site is read: provider pages that are not waited for, of all that show a report; documents
    /// likewise.
    package func siteProgress(feed: String) throws -> SiteProgress {
        func count(_ sql: String) throws -> Int {
            try Int.fetchOne(database.cachedStatement(sql: sql), arguments: [feed]) ?? 0
        }
        return SiteProgress(
            pages: try count("SELECT count(*) FROM provider_pages WHERE feed = ? AND latest IS NOT NULL"),
            pagesLeft: try count(
                "SELECT count(*) FROM provider_pages INDEXED BY provider_pages_to_read WHERE feed = ? AND next_try IS NOT NULL"
            ),
            documents: try count("SELECT count(*) FROM publications WHERE feed = ?"),
            documentsLeft: try count("SELECT count(*) FROM publications WHERE feed = ? AND next_try IS NOT NULL"))
    }
}

extension ProviderPage {
    fileprivate init(_ row: Row) {
        self.init(
            feed: row["feed"], path: row["path"], address: row["address"], listedOn: row["listed_on"],
            walk: row["walk"], name: row["name"])
        urn = row["urn"]
        latest = row.date("latest")
        readLatest = row.date("read_latest")
        isRead = row["is_read"]
        baselineUntil = row.date("baseline_until")
        newest = row.date("newest")
        validators = row.validators
        bodyHash = row["body_hash"]
        attempts = row["attempts"]
        nextTry = Date(seconds: row["next_try"])
        waitsSince = Date(seconds: row["waits_since"])
        reason = row["reason"]
    }
}

/// A provider of a site's listing, and what is known of its page.
package struct ProviderPage: Sendable, Hashable {
    package let feed: String
    /// What stays equal wherever the site moves.
    package let path: String
    /// Absolute address of the page.
    package var address: String
    /// Address of the listing page that it was last seen on, and the walk that saw it.
    package var listedOn: String
    package var walk: Int
    package var name: String
    package var urn: String?
    /// The latest report by the listing; `nil` where it shows none.
    package var latest: CalendarDate?
    /// What `latest` was when the page was last read to satisfaction; `nil` before.
    package var readLatest: CalendarDate?
    /// True once the page was read to satisfaction.
    package var isRead: Bool
    /// Publications until this day belong to the baseline when the page is read for the first time; `nil`: none does.
    package var baselineUntil: CalendarDate?
    /// The newest publication on the page.
    package var newest: CalendarDate?
    package var validators: StoredValidators?
    /// Hex SHA-256 of the page last read.
    package var bodyHash: String?
    package var attempts: Int
    /// When the page is to be read; `nil` while the listing shows nothing that is not known.
    package var nextTry: Date?
    /// When `nextTry` was set.
    package var waitsSince: Date?
    /// Why the last attempt came to nothing.
    package var reason: String?

    package init(feed: String, path: String, address: String, listedOn: String, walk: Int, name: String) {
        self.feed = feed
        self.path = path
        self.address = address
        self.listedOn = listedOn
        self.walk = walk
        self.name = name
        isRead = false
        attempts = 0
    }
}

/// How much of a site is read.
package struct SiteProgress: Sendable, Hashable {
    /// Providers with a report.
    package let pages: Int
    package let pagesLeft: Int
    /// Publications on the pages read so far.
    package let documents: Int
    package let documentsLeft: Int
}
