package import Foundation
package import Inspections

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
