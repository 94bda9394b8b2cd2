import Configuration
import Foundation
import History
import Inspections

/// How one page or document of a step fared.
struct SiteAttempt {
    /// True where it was never tried before.
    let isFirst: Bool
    let isFailed: Bool
    /// Seconds that the publisher asks to wait.
    var asked: Double?
}

extension PollTransaction {
    /// Counts steps in a row of things never tried before that brought nothing; after some the site is left alone for a
    /// while, whatever is due. What fails again on its own says nothing of the rest. The alert, once each, when pages
    /// of providers cannot be read and when they can.
    func noteSite(_ attempts: [SiteAttempt], reason: String) throws -> Alert? {
        var site = try plan.site(in: history)
        if attempts.contains(where: { !$0.isFailed }) {
            site.failures = 0
            site.pausedUntil = nil
            site.pausedSince = nil
        } else if attempts.contains(where: \.isFirst) {
            site.failures += 1
            let tooMany = site.failures - FeedState.failuresToReport
            if tooMany >= 0 {
                site.pausedUntil = now.addingTimeInterval(
                    plan.backoff.delay(failures: tooMany + 1, jitter: jitter()))
                site.pausedSince = now
            }
        }
        // Whoever asks for rest asks it of the whole site, not of one address.
        if let asked = attempts.filter(\.isFailed).compactMap(\.asked).max() {
            let rest = now.addingTimeInterval(min(asked, FeedSchedule.longestAsked))
            site.pausedUntil = max(site.pauseEnd(at: now) ?? rest, rest)
            site.pausedSince = now
        }
        let failing = try history.countFailingPages(
            feed: feed.name, attempts: ProviderPageSettling.triesForLatest + 1)
        let isFailing = site.failures >= FeedState.failuresToReport || failing > 0
        let isOther = isFailing != site.isFailing
        site.isFailing = isFailing
        try history.save(site)
        if !isOther { return nil }
        let what = "pages or documents of the feed \(feed.name)"
        return recorder.alerts.operatorAlert(
            isFailing ? .operatorFeedFailing : .operatorFeedRecovered, feed: feed.name,
            key: "pages|\(now.iso8601)",
            summary: isFailing
                ? "\(what) could not be read several times in a row: \(reason)" : "\(what) can be read again",
            time: now)
    }
}
