import Feeds
import Foundation
import History
import Inspections

extension ProviderPage {
    /// What a row of the listing makes of a provider: its page is to be read where its latest report is not the one that the
    /// page was last read for. Pure. `isFull`: the walk is over all of the listing; one over what is new says nothing of where
    /// else the provider is listed. `byChanges`: what has changed is listed apart, with the day; a row without one says no more
    /// than that the provider is there, and one that is not known yet is to be read.
    func listed(
        as row: ListedProvider, on listing: String, walk: Int, isFull: Bool, byChanges: Bool = false, at now: Date
    ) -> ProviderPage {
        var page = self
        page.address = row.page
        page.name = row.name
        page.urn = row.urn
        page.walk = walk
        if isFull, !byChanges || row.latest == nil { page.listedOn = listing }
        if byChanges, row.latest == nil {
            if !isRead, nextTry == nil {
                page.nextTry = now
                page.waitsSince = now
            }
            return page
        }
        guard row.latest != latest else { return page }
        page.latest = row.latest
        page.attempts = 0
        page.reason = nil
        page.nextTry = row.latest != (isRead ? readLatest : nil) ? now : nil
        page.waitsSince = now
        return page
    }

    /// True for a publication that readers do not hear of: when the page is first read, what it listed before the baseline.
    func isBaseline(_ publication: Publication) -> Bool {
        guard !isRead, let baselineUntil else { return false }
        return publication.published.flatMap { CalendarDate(london: $0) }.map { $0 <= baselineUntil } ?? true
    }
}
