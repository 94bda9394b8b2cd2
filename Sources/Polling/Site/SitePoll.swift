import Configuration
import Feeds
import Foundation
import History
import HTTPTransport
import Inspections
import System

/// schedule -> fetch -> read -> extract -> compare -> record -> route, for a source whose listing leads to pages of providers, and
/// those to publications. It goes in small steps, each recorded in a transaction of its own, so that it goes on where it was
/// stopped.
struct SitePoll: Sendable {
    let history: History
    let listings: ListingFetcher
    let documents: DocumentFetcher
    let recorder: Recorder
    let backoff: Backoff
    let clock: Clock

    /// Does the next step that is due. `started`: see `SitePlan`.
    func run(_ feed: FeedConfiguration, started: Date? = nil) async throws(HistoryError) -> PollReport {
        let (plan, now) = (plan(of: feed, started: started), clock.now())
        let (step, before) = try await history.read("look up what is due of a feed") {
            (try plan.next(at: now, in: $0), try plan.state(in: $0))
        }
        switch step {
        case .listing: return try await walk(plan, before: before, now: now)
        case .pages(let pages): return try await read(pages, plan, before: before, now: now)
        case .documents(let publications): return try await read(publications, plan, before: before, now: now)
        case .checks(let publications): return try await check(publications, plan, before: before, now: now)
        case nil: return try await history.read("look up when a feed is due") { try nothingDue(plan, at: now, in: $0) }
        }
    }

    /// How one page or document of a batch fared.
    struct Attempt {
        /// True where it was never tried before.
        let isFirst: Bool
        let isFailed: Bool
        /// Seconds that the publisher asks to wait.
        var asked: Double?
    }

    func update(_ plan: SitePlan) -> FeedUpdate {
        FeedUpdate(feed: plan.feed, schedule: plan.schedule, alerts: recorder.alerts)
    }

    /// What a step came to, within the transaction that records it.
    func report(
        _ plan: SitePlan, result: String, failed: Bool = false, isWorthALine: Bool = false, recording: Recording,
        at now: Date, in history: HistoryTransaction
    ) throws -> PollReport {
        let hasMore = try plan.hasMore(at: now, in: history)
        return PollReport(
            feed: plan.feed.name, result: result, failed: failed, isUnchanged: !isWorthALine,
            alerts: recording.alerts, complaints: recording.complaints,
            otherComplaints: recording.otherComplaints, hasMore: hasMore,
            nextDue: try plan.nextDue(at: now, in: history),
            progress: hasMore ? try history.siteProgress(feed: plan.feed.name) : nil)
    }

    /// Counts batches in a row of things never tried before that brought nothing; after some the site is left alone for a while,
    /// whatever is due. What fails again on its own says nothing of the rest. The alert, once each, when pages of providers
    /// cannot be read and when they can.
    func note(
        _ attempts: [Attempt], reason: String, in site: inout SiteState, plan: SitePlan, at now: Date,
        history: HistoryTransaction
    ) throws -> Alert? {
        if attempts.contains(where: { !$0.isFailed }) {
            site.failures = 0
            site.pausedUntil = nil
            site.pausedSince = nil
        } else if attempts.contains(where: \.isFirst) {
            site.failures += 1
            let tooMany = site.failures - FeedUpdate.failuresToReport
            if tooMany >= 0 {
                site.pausedUntil = now.addingTimeInterval(
                    backoff.delay(failures: tooMany + 1, spread: clock.spread()))
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
            feed: plan.feed.name, attempts: ProviderPageSettling.triesForLatest + 1)
        let isFailing = site.failures >= FeedUpdate.failuresToReport || failing > 0
        guard isFailing != site.isFailing else { return nil }
        site.isFailing = isFailing
        let what = "pages or documents of the feed \(plan.feed.name)"
        return recorder.alerts.operatorAlert(
            isFailing ? .operatorFeedFailing : .operatorFeedRecovered, feed: plan.feed.name,
            key: "pages|\(now.iso8601)",
            summary: isFailing ? "\(what) cannot be read, again and again: \(reason)" : "\(what) can be read again",
            time: now)
    }

    func plan(of feed: FeedConfiguration, started: Date? = nil) -> SitePlan {
        SitePlan(
            feed: feed,
            schedule: FeedSchedule(
                every: feed.every, everyWithoutValidators: feed.everyWithoutValidators, active: feed.active,
                backoff: backoff),
            batch: documents.http.connectionsPerHost, started: started)
    }

    private func nothingDue(_ plan: SitePlan, at now: Date, in history: HistoryTransaction) throws -> PollReport {
        try report(plan, result: "nothing is due", recording: Recording(), at: now, in: history)
    }
}
