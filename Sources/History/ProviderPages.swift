package import Foundation
package import Inspections

extension HistoryTransaction {
    /// `nil` for a provider that the listing has never shown.
    package func providerPage(feed: String, path: String) throws -> ProviderPage? {
        try row(Query("SELECT * FROM provider_pages WHERE feed = ? AND path = ?", [feed, path]), ProviderPage.init)
    }

    package func save(_ page: ProviderPage) throws {
        try run(
            .upsert(
                into: "provider_pages", key: "feed, path",
                [
                    ("feed", page.feed),
                    ("path", page.path),
                    ("address", page.address),
                    ("listed_on", page.listedOn),
                    ("walk", page.walk),
                    ("name", page.name),
                    ("urn", page.urn),
                    ("latest", page.latest?.iso),
                    ("read_latest", page.readLatest?.iso),
                    ("is_read", page.isRead),
                    ("baseline_until", page.baselineUntil?.iso),
                    ("newest", page.newest?.iso),
                    ("etag", page.validators?.etag),
                    ("last_modified", page.validators?.lastModified),
                    ("validators_url", page.validators?.url),
                    ("body_hash", page.bodyHash),
                    ("attempts", page.attempts),
                    ("next_try", page.nextTry?.seconds),
                    ("reason", page.reason),
                    ("waits_since", page.waitsSince?.seconds),
                ]))
    }

    /// The providers of a listing page that is as the walk `since` read it are seen again.
    package func markListed(feed: String, on address: String, since: Int, walk: Int) throws {
        try run(
            Query(
                "UPDATE provider_pages SET walk = ? WHERE feed = ? AND listed_on = ? AND walk >= ?",
                [walk, feed, address, since]))
    }

    /// Hex SHA-256 of the page, as last read, of the provider with this number.
    package func pageDigest(feed: String, urn: String) throws -> String? {
        try row(Query("SELECT body_hash FROM provider_pages WHERE feed = ? AND urn = ? ORDER BY path", [feed, urn])) {
            $0["body_hash"] as String?
        }
    }

    /// The page of the provider with this number is to be read, where it is not waited for already.
    package func askAgain(feed: String, urn: String?, at now: Date) throws {
        try run(
            Query(
                """
                UPDATE provider_pages SET next_try = ?1, waits_since = ?1
                WHERE feed = ?2 AND urn = ?3 AND next_try IS NULL
                """, [now.seconds, feed, urn]))
    }

    /// How many providers were last seen on a page of the listing, by the walk `since` or a later one.
    package func countListed(feed: String, on address: String, since: Int) throws -> Int {
        try count(
            Query(
                "SELECT count(*) FROM provider_pages WHERE feed = ? AND listed_on = ? AND walk >= ?",
                [feed, address, since]))
    }

    /// How many providers with a report a walk has seen, or also those `withoutReport`.
    package func countListed(feed: String, walk: Int, withoutReport: Bool) throws -> Int {
        try count(
            Query(
                "SELECT count(*) FROM provider_pages WHERE feed = ? AND walk = ? AND (latest IS NOT NULL OR ?)",
                [feed, walk, withoutReport]))
    }

    /// The newest report that the listing shows of any provider.
    package func newestListed(feed: String) throws -> CalendarDate? {
        try value(
            Query("SELECT max(latest) FROM provider_pages WHERE feed = ?", [feed])
        ).flatMap(CalendarDate.init(iso:))
    }

    /// Provider pages to read whose time has come, at most `limit`: those never tried first, then by latest report.
    /// Of those that failed before only what was due at `retries` already.
    package func pagesToRead(
        feed: String, dueAt now: Date, retries: Date? = nil, limit: Int
    ) throws -> [ProviderPage] {
        try rows(
            Query(
                """
                SELECT * FROM provider_pages INDEXED BY provider_pages_to_read
                WHERE feed = ? AND next_try IS NOT NULL
                AND (next_try <= CASE WHEN attempts > 0 THEN CAST(? AS DOUBLE PRECISION) ELSE CAST(? AS DOUBLE PRECISION) END
                    OR waits_since > ?)
                ORDER BY attempts > 0, latest NULLS FIRST, path LIMIT ?
                """, [feed, (retries ?? now).seconds, now.seconds, Wait.latestSet(at: now), limit]), ProviderPage.init)
    }

    /// How many provider pages have failed so often in a row, or more often.
    package func countFailingPages(feed: String, attempts: Int) throws -> Int {
        try count(
            Query(
                """
                SELECT count(*) FROM provider_pages INDEXED BY provider_pages_to_read
                WHERE feed = ? AND next_try IS NOT NULL AND attempts > 0 AND attempts >= ?
                """, [feed, attempts]))
    }

    /// How many provider pages that are to be read were never tried since the listing showed something new.
    package func countUntriedPages(feed: String) throws -> Int {
        try count(
            Query(
                """
                SELECT count(*) FROM provider_pages INDEXED BY provider_pages_to_read
                WHERE feed = ? AND next_try IS NOT NULL AND (attempts > 0) = FALSE
                """, [feed]))
    }

    /// When the next provider page is to be read.
    package func nextPageToRead(feed: String, at now: Date) throws -> Date? {
        Date(
            seconds: try value(
                Query(
                    """
                    SELECT min(CASE WHEN waits_since > ? THEN ? ELSE next_try END) FROM provider_pages
                    WHERE feed = ? AND next_try IS NOT NULL
                    """, [Wait.latestSet(at: now), now.seconds, feed])))
    }

    /// How much of a site is read: provider pages that are not waited for, of all that show a report; documents
    /// likewise.
    package func siteProgress(feed: String) throws -> SiteProgress {
        func count(_ sql: String) throws -> Int {
            try value(
                Query(
                    sql, [feed])) ?? 0
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
