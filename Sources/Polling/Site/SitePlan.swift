import Configuration
import Feeds
import Foundation
import History
import Inspections

/// Answers what is to be done next for a site: its listing, then what was never tried, then what has failed before, then a look at
/// known documents.
struct SitePlan: Sendable {
    enum Step: Sendable {
        case listing
        case pages([ProviderPage])
        case documents([StoredPublication])
        case checks([StoredPublication])
    }

    let feed: FeedConfiguration
    let schedule: FeedSchedule
    /// Pages or documents in one step: what a kill can make one fetch again.
    let batch: Int
    /// A retry, or another walk over the listing, is due only where it was due then; `nil`: where it is due now.
    var started: Date?

    /// Known documents looked at again in one day; where there are more, each has its turn in some days.
    static let checksPerDay = 500

    /// `nil` where nothing is due.
    func next(at now: Date, in history: HistoryTransaction) throws -> Step? {
        let state = try state(in: history)
        if let due = schedule.due(state, at: now), due <= started ?? now { return .listing }
        return try nextBehindListing(at: now, in: history)
    }

    private func nextBehindListing(at now: Date, in history: HistoryTransaction) throws -> Step? {
        let site = try site(in: history)
        if site.pauseEnd(at: now) != nil { return nil }
        let pages = try history.pagesToRead(feed: feed.name, dueAt: now, retries: started, limit: batch)
        if pages.first?.attempts == 0 { return .pages(pages.filter { $0.attempts == 0 }) }
        let documents = try history.pendingPublications(
            feed: feed.name, dueAt: now, retries: started, limit: batch)
        if documents.first?.attempts == 0 { return .documents(documents.filter { $0.attempts == 0 }) }
        if !pages.isEmpty { return .pages(pages) }
        if !documents.isEmpty { return .documents(documents) }
        let checks = try documentsToCheck(site, in: history)
        return checks.isEmpty ? nil : .checks(checks)
    }

    /// True where something is due that has never been tried, or that was due again when the run started: what falls due again
    /// meanwhile belongs to a later run.
    func hasMore(at now: Date, in history: HistoryTransaction) throws -> Bool {
        let state = try state(in: history)
        if try site(in: history).nextPage != nil, state.failures == 0,
            let due = schedule.due(state, at: now), due <= started ?? now
        {
            return true
        }
        return switch try nextBehindListing(at: now, in: history) {
        case nil, .listing: false
        case .pages(let pages): started != nil || pages.first?.attempts == 0
        case .documents(let documents): started != nil || documents.first?.attempts == 0
        case .checks: true
        }
    }

    func nextDue(at now: Date, in history: HistoryTransaction) throws -> Date? {
        let site = try site(in: history)
        let listing = schedule.due(try state(in: history), at: now)
        var rest = [
            try history.nextPageToRead(feed: feed.name, at: now), try history.nextTry(feed: feed.name, at: now),
        ].compactMap(\.self).min()
        if rest.map({ $0 > now }) ?? true, try hasMoreWithoutWaiting(site, in: history) { rest = now }
        if let paused = site.pauseEnd(at: now) { rest = rest.map { max($0, paused) } }
        return [listing, rest].compactMap(\.self).min()
    }

    /// What the history knows of the feed, under the configured address.
    func state(in history: HistoryTransaction) throws -> FeedState {
        try FeedState.known(of: feed, in: history)
    }

    func site(in history: HistoryTransaction) throws -> SiteState {
        var site = try history.siteState(feed.name)
        // Another address has another listing.
        if try history.feedState(feed.name)?.url != feed.url {
            site.nextPage = nil
            site.fullOn = nil
        }
        return site
    }

    private func hasMoreWithoutWaiting(_ site: SiteState, in history: HistoryTransaction) throws -> Bool {
        try !documentsToCheck(site, in: history).isEmpty
    }

    /// How many known documents are still to be looked at again today.
    func countToCheck(in history: HistoryTransaction) throws -> Int {
        guard !feed.kind.listsRatings, let day = try site(in: history).checksOn else { return 0 }
        let left = try SitePlan.checksPerDay - history.countChecks(feed: feed.name, on: day)
        return left > 0 ? try history.documentsToCheck(feed: feed.name, on: day, limit: left).count : 0
    }

    private func documentsToCheck(_ site: SiteState, in history: HistoryTransaction) throws -> [StoredPublication] {
        guard !feed.kind.listsRatings, let day = site.checksOn else { return [] }
        let left = try SitePlan.checksPerDay - history.countChecks(feed: feed.name, on: day)
        return left > 0 ? try history.documentsToCheck(feed: feed.name, on: day, limit: min(batch, left)) : []
    }
}
