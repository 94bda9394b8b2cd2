package import Foundation
package import Inspections

extension HistoryTransaction {
    /// A fresh state for a site that was never polled.
    package func siteState(_ feed: String) throws -> SiteState {
        try row(Query("SELECT * FROM sites WHERE feed = ?", [feed])) { SiteState($0, feed: feed) }
            ?? SiteState(feed: feed)
    }

    package func save(_ site: SiteState) throws {
        try run(
            .upsert(
                into: "sites", key: "feed",
                [
                    ("feed", site.feed),
                    ("walk", site.walk),
                    ("next_page", site.nextPage),
                    ("rows", site.rows),
                    ("is_full", site.isFull),
                    ("full_on", site.fullOn?.iso),
                    ("baseline_newest", site.baselineNewest?.iso),
                    ("newest", site.newest?.iso),
                    ("checks_on", site.checksOn?.iso),
                    ("failures", site.failures),
                    ("paused_until", site.pausedUntil?.seconds),
                    ("is_failing", site.isFailing),
                    ("paused_since", site.pausedSince?.seconds),
                ]))
    }

    /// `nil` for a page that was never read.
    package func listingPage(feed: String, address: String) throws -> ListingPage? {
        try row(Query("SELECT * FROM listing_pages WHERE feed = ? AND address = ?", [feed, address])) {
            ListingPage($0)
        }
    }

    /// In order of their walks.
    package func listingPages(feed: String) throws -> [ListingPage] {
        try rows(Query("SELECT * FROM listing_pages WHERE feed = ? ORDER BY walk, address", [feed])) { ListingPage($0) }
    }

    /// The pages of a list that is read as a whole, in place of those of its version before.
    package func save(_ pages: [ListingPage], insteadOfAllOf feed: String) throws {
        try run(Query("DELETE FROM listing_pages WHERE feed = ?", [feed]))
        for page in pages { try save(page) }
    }

    package func save(_ page: ListingPage) throws {
        try run(
            .upsert(
                into: "listing_pages", key: "feed, address",
                [
                    ("feed", page.feed),
                    ("address", page.address),
                    ("walk", page.walk),
                    ("etag", page.validators?.etag),
                    ("last_modified", page.validators?.lastModified),
                    ("validators_url", page.validators?.url),
                    ("body_hash", page.bodyHash),
                    ("rows", page.rows),
                    ("total", page.total),
                    ("next_page", page.nextPage),
                ]))
    }

    /// Drops the listing pages that no walk since `walk` has seen.
    package func forgetListingPages(feed: String, before walk: Int) throws {
        try run(Query("DELETE FROM listing_pages WHERE feed = ? AND walk < ?", [feed, walk]))
    }
}

extension ListingPage {
    fileprivate init(_ row: Row) {
        self.init(
            feed: row["feed"], address: row["address"], walk: row["walk"], validators: row.validators,
            bodyHash: row["body_hash"], rows: row["rows"], total: row["total"], nextPage: row["next_page"])
    }
}

extension SiteState {
    fileprivate init(_ row: Row, feed: String) {
        self.init(feed: feed)
        walk = row["walk"]
        nextPage = row["next_page"]
        rows = row["rows"]
        isFull = row["is_full"]
        fullOn = row.date("full_on")
        baselineNewest = row.date("baseline_newest")
        newest = row.date("newest")
        checksOn = row.date("checks_on")
        failures = row["failures"]
        pausedUntil = Date(seconds: row["paused_until"])
        pausedSince = Date(seconds: row["paused_since"])
        isFailing = row["is_failing"]
    }
}

/// Where the work on a site stands: its listing is walked page by page, and a stop at any page goes on there.
package struct SiteState: Sendable, Hashable {
    package let feed: String
    /// The number of the walk under way, or of the last one; from 1.
    package var walk: Int
    /// The page to ask for next; `nil` where no walk is under way.
    package var nextPage: String?
    /// Rows seen in this walk.
    package var rows: Int
    /// True where this walk asks for all of the listing, false where only for what is new.
    package var isFull: Bool
    /// London day of the last walk over all of the listing that was whole.
    package var fullOn: CalendarDate?
    /// The newest report listed when the baseline was recorded.
    package var baselineNewest: CalendarDate?
    /// The newest report listed by the last whole walk.
    package var newest: CalendarDate?
    /// London day for which known documents are looked at again; `nil` before the first whole walk.
    package var checksOn: CalendarDate?
    /// Batches in a row, of provider pages or documents never tried before, of which nothing could be read.
    package var failures: Int
    /// Until when pages and documents are left alone after those.
    package var pausedUntil: Date?
    /// When that was decided.
    package var pausedSince: Date?
    /// True while operators know that pages of providers cannot be read.
    package var isFailing: Bool

    package init(feed: String) {
        self.feed = feed
        walk = 0
        rows = 0
        isFull = true
        failures = 0
        isFailing = false
    }

    /// Until when pages and documents are left alone now; `nil` where they are not.
    package func pauseEnd(at now: Date) -> Date? {
        pausedUntil.flatMap { Wait.isOver(until: $0, since: pausedSince, at: now) ? nil : $0 }
    }
}

/// A page of a listing as it was last read, so that "not modified" says what it lists.
package struct ListingPage: Sendable, Hashable {
    package let feed: String
    /// The address that it is asked for by.
    package let address: String
    /// The walk that read it last.
    package var walk: Int
    package var validators: StoredValidators?
    /// Hex SHA-256 of the body.
    package var bodyHash: String
    package var rows: Int
    package var total: Int?
    package var nextPage: String?

    package init(
        feed: String, address: String, walk: Int, validators: StoredValidators?, bodyHash: String, rows: Int,
        total: Int?, nextPage: String?
    ) {
        self.feed = feed
        self.address = address
        self.walk = walk
        self.validators = validators
        self.bodyHash = bodyHash
        self.rows = rows
        self.total = total
        self.nextPage = nextPage
    }
}
