import Configuration
import Foundation
import History
import Inspections

/// Decides what becomes of a provider's page after one attempt to read it. Pure.
struct ProviderPageSettling: Sendable {
    let backoff: Backoff

    /// How often a page is asked for the report that the listing shows already: a cache in between may be behind by so much.
    static let triesForLatest = 6

    func failed(_ page: ProviderPage, reason: String, asked: Double?, at now: Date, spread: Double) -> ProviderPage {
        tryAgain(page, reason: reason, asked: asked, at: now, spread: spread)
    }

    /// `newest`: the newest publication on the page, `nil` where it lists none.
    func read(_ page: ProviderPage, newest: CalendarDate?, at now: Date, spread: Double) -> ProviderPage {
        var settled = page
        settled.newest = newest
        if let latest = page.latest, newest.map({ $0 < latest }) ?? true,
            page.attempts < ProviderPageSettling.triesForLatest
        {
            return tryAgain(
                settled, reason: "its page does not show the report of \(latest.iso) yet that the listing shows",
                asked: nil,
                at: now, spread: spread)
        }
        settled.isRead = true
        settled.readLatest = page.latest
        settled.attempts = 0
        settled.reason = nil
        // Another report of the same day would not move the listing's date: once that day is over, the page is read again.
        let isOfToday = page.latest.map { latest in CalendarDate(london: now).map { latest >= $0 } ?? false } ?? false
        settled.nextTry = isOfToday ? now.addingTimeInterval(86400) : nil
        settled.waitsSince = now
        return settled
    }

    private func tryAgain(
        _ page: ProviderPage, reason: String, asked: Double?, at now: Date, spread: Double
    ) -> ProviderPage {
        var settled = page
        settled.attempts += 1
        settled.reason = reason
        let wait = max(
            backoff.delay(failures: settled.attempts, spread: spread), min(asked ?? 0, FeedSchedule.longestAsked))
        settled.nextTry = now.addingTimeInterval(wait)
        settled.waitsSince = now
        return settled
    }
}
