package import Foundation
package import Inspections

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
