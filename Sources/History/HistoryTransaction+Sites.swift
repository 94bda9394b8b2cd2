import Foundation
import GRDB
import Inspections

extension HistoryTransaction {
    /// A fresh state for a site that was never polled.
    package func siteState(_ feed: String) throws -> SiteState {
        var state = SiteState(feed: feed)
        guard
            let row = try Row.fetchOne(
                database.cachedStatement(sql: "SELECT * FROM sites WHERE feed = ?"), arguments: [feed])
        else { return state }
        state.walk = row["walk"]
        state.nextPage = row["next_page"]
        state.rows = row["rows"]
        state.isFull = row["is_full"]
        state.fullOn = row.date("full_on")
        state.baselineNewest = row.date("baseline_newest")
        state.newest = row.date("newest")
        state.checksOn = row.date("checks_on")
        state.failures = row["failures"]
        state.pausedUntil = Date(seconds: row["paused_until"])
        state.pausedSince = Date(seconds: row["paused_since"])
        state.isFailing = row["is_failing"]
        return state
    }

    package func save(_ site: SiteState) throws {
        try database.cachedStatement(
            sql: """
                INSERT OR REPLACE INTO sites (feed, walk, next_page, rows, is_full, full_on, baseline_newest,
                    newest, checks_on, failures, paused_until, is_failing, paused_since)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """
        ).execute(arguments: [
            site.feed, site.walk, site.nextPage, site.rows, site.isFull, site.fullOn?.iso,
            site.baselineNewest?.iso, site.newest?.iso, site.checksOn?.iso, site.failures, site.pausedUntil?.seconds,
            site.isFailing, site.pausedSince?.seconds,
        ])
    }

    /// `nil` for a page that was never read.
    package func listingPage(feed: String, address: String) throws -> ListingPage? {
        try Row.fetchOne(
            database.cachedStatement(sql: "SELECT * FROM listing_pages WHERE feed = ? AND address = ?"),
            arguments: [feed, address]
        ).map {
            ListingPage(
                feed: $0["feed"], address: $0["address"], walk: $0["walk"], validators: $0.validators,
                bodyHash: $0["body_hash"], rows: $0["rows"], total: $0["total"], nextPage: $0["next_page"])
        }
    }

    package func save(_ page: ListingPage) throws {
        try database.cachedStatement(
            sql: """
                INSERT OR REPLACE INTO listing_pages (feed, address, walk, etag, last_modified, validators_url,
                    body_hash, rows, total, next_page)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """
        ).execute(arguments: [
            page.feed, page.address, page.walk, page.validators?.etag, page.validators?.lastModified,
            page.validators?.url, page.bodyHash, page.rows, page.total, page.nextPage,
        ])
    }

    /// Drops the listing pages that no walk since `walk` has seen.
    package func forgetListingPages(feed: String, before walk: Int) throws {
        try database.cachedStatement(sql: "DELETE FROM listing_pages WHERE feed = ? AND walk < ?")
            .execute(arguments: [feed, walk])
    }
}
