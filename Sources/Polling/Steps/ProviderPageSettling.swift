import Configuration
import Feeds
import Foundation
import History
import Inspections

/// Decides what becomes of a provider's page after one attempt to read it. Pure.
struct ProviderPageSettling: Sendable {
    let backoff: Backoff

    /// How often a page is asked for the report that the listing shows already: a cache in between may be behind by so
    /// much.
    static let triesForLatest = 6

    func failed(_ page: ProviderPage, reason: String, asked: Double?, at now: Date, jitter: Double) -> ProviderPage {
        tryAgain(page, reason: reason, asked: asked, at: now, jitter: jitter)
    }

    /// `newest`: the newest publication on the page, `nil` where it lists none.
    func read(_ page: ProviderPage, newest: CalendarDate?, at now: Date, jitter: Double) -> ProviderPage {
        var settled = page
        settled.newest = newest
        if let latest = page.latest, newest.map({ $0 < latest }) ?? true,
            page.attempts < ProviderPageSettling.triesForLatest
        {
            return tryAgain(
                settled, reason: "its page does not show the report of \(latest.iso) yet that the listing shows",
                asked: nil,
                at: now, jitter: jitter)
        }
        settled.isRead = true
        settled.readLatest = page.latest
        settled.attempts = 0
        settled.reason = nil
        // Another report of the same day would not move the listing's date: once that day is over, the page is read
        // again.
        let isOfToday = page.latest.map { latest in CalendarDate(london: now).map { latest >= $0 } ?? false } ?? false
        settled.nextTry = isOfToday ? now.addingTimeInterval(86400) : nil
        settled.waitsSince = now
        return settled
    }

    private func tryAgain(
        _ page: ProviderPage, reason: String, asked: Double?, at now: Date, jitter: Double
    ) -> ProviderPage {
        var settled = page
        settled.attempts += 1
        settled.reason = reason
        let wait = max(
            backoff.delay(failures: settled.attempts, jitter: jitter), min(asked ?? 0, FeedSchedule.longestAsked))
        settled.nextTry = now.addingTimeInterval(wait)
        settled.waitsSince = now
        return settled
    }
}

extension ProviderPage {
    /// What a row of the listing makes of a provider: its page is to be read where its latest report is not the one
    /// that the page was last read for. Pure. `isFull`: the walk is over all of the listing; one over what is new says
    /// nothing of where else the provider is listed. `byChanges`: what has changed is listed apart, with the day; a row
    /// without one says no more than that the provider is there, and one that is not known yet is to be read.
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

    /// True for a publication that readers do not hear of: when the page is first read, what it listed before the
    /// baseline.
    func isBaseline(_ publication: Publication) -> Bool {
        guard !isRead, let baselineUntil else { return false }
        return publication.published.flatMap { CalendarDate(london: $0) }.map { $0 <= baselineUntil } ?? true
    }
}
