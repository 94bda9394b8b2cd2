import Configuration
import Feeds
import Foundation
import History
import Inspections

/// Answers what is to be done next of a feed, and when: its listing, then what was never tried, then what has failed
/// before, then a look at known documents.
struct PollPlan: Sendable {
    let feed: FeedConfiguration
    let schedule: FeedSchedule
    let backoff: Backoff
    /// Pages or documents in one step: what a kill can make one fetch again.
    let batch: Int
    /// A retry, or another walk over the listing, is due only where it was due then; `nil`: where it is due now.
    let started: Date?

    /// Documents read in one step beside a listing of publications: what is left stays pending and is due at once. So a
    /// long first poll loses little to a kill, needs little memory, and no alert waits long for the slow documents
    /// beside its own.
    static let documentsPerRun = 20

    /// Known documents looked at again in one day; where there are more, each has its turn in some days.
    static let checksPerDay = 500

    init(feed: FeedConfiguration, backoff: Backoff, connectionsPerHost: Int, started: Date? = nil) {
        self.feed = feed
        self.backoff = backoff
        self.started = started
        batch = connectionsPerHost
        schedule = FeedSchedule(
            every: feed.every, everyWithoutValidators: feed.everyWithoutValidators, active: feed.active,
            backoff: backoff)
    }

    /// What the history knows of the feed, under the configured address.
    func state(in history: HistoryTransaction) throws -> FeedState {
        try FeedState.known(of: feed, in: history)
    }

    /// `state`: what the history knows of the feed; `nil` where nothing is due.
    func next(from state: FeedState, at now: Date, in history: HistoryTransaction) throws -> (any PollStep)? {
        let isDue = schedule.due(state, at: now).map { $0 <= started ?? now } ?? false
        switch feed.source.content {
        case .publications:
            let waiting = try pending(at: now, limit: PollPlan.documentsPerRun, in: history)
            return isDue || !waiting.isEmpty ? PublicationsStep(isListingDue: isDue, waiting: waiting) : nil
        case .inspections(let ids): return isDue ? ItemsStep(ids: ids) : nil
        case .table(let table): return isDue ? TableStep(table: table) : nil
        case .providers(let walk):
            if isDue { return try ListingStep(walk, of: self, before: state, at: now, in: history) }
            return try nextBehindListing(walk, at: now, in: history)
        }
    }

    private func nextBehindListing(
        _ walk: any ProviderWalk, at now: Date, in history: HistoryTransaction
    ) throws -> (any PollStep)? {
        let site = try site(in: history)
        if site.pauseEnd(at: now) != nil { return nil }
        let pages = try history.pagesToRead(feed: feed.name, dueAt: now, retries: started, limit: batch)
        if pages.first?.attempts == 0 { return PagesStep(walk: walk, pages: pages.filter { $0.attempts == 0 }) }
        let documents = try pending(at: now, limit: batch, in: history)
        if documents.first?.attempts == 0 {
            return DocumentsStep(publications: documents.filter { $0.attempts == 0 })
        }
        if !pages.isEmpty { return PagesStep(walk: walk, pages: pages) }
        if !documents.isEmpty { return DocumentsStep(publications: documents) }
        let checks = try documentsToCheck(walk, site, limit: batch, in: history)
        return checks.isEmpty ? nil : try ChecksStep(checks, in: history)
    }

    private func pending(at now: Date, limit: Int, in history: HistoryTransaction) throws -> [StoredPublication] {
        // Most feeds have none, which a file says sooner than it looks for the first of them.
        if try history.together == 1 && history.nextTry(feed: feed.name, at: now) == nil { return [] }
        return try history.pendingPublications(feed: feed.name, dueAt: now, retries: started, limit: limit)
    }

    /// True where something is due that has never been tried, or that was due again when the run started: what falls
    /// due again meanwhile belongs to a later run.
    func hasMore(from state: FeedState, at now: Date, in history: HistoryTransaction) throws -> Bool {
        switch feed.source.content {
        case .inspections, .table: return false
        case .publications:
            let first = try pending(at: now, limit: 1, in: history).first
            return first.map { started != nil || $0.attempts == 0 } ?? false
        case .providers(let walk):
            if try site(in: history).nextPage != nil, state.failures == 0,
                let due = schedule.due(state, at: now), due <= started ?? now
            {
                return true
            }
            return try nextBehindListing(walk, at: now, in: history).map { started != nil || $0.isUntried } ?? false
        }
    }

    /// When there is something to do: the listing, or a page or document that waits; `nil` for never. `state`: what the
    /// history knows of the feed; `mayWait`: false where none of its publications is known to be pending.
    func nextDue(
        from state: FeedState, at now: Date, mayWait: Bool = true, in history: HistoryTransaction
    ) throws -> Date? {
        let listing = schedule.due(state, at: now)
        var rest = mayWait ? try history.nextTry(feed: feed.name, at: now) : nil
        if case .providers(let walk) = feed.source.content {
            let site = try site(in: history)
            rest = [rest, try history.nextPageToRead(feed: feed.name, at: now)].compactMap(\.self).min()
            if rest.map({ $0 > now }) ?? true, try !documentsToCheck(walk, site, limit: 1, in: history).isEmpty {
                rest = now
            }
            if let paused = site.pauseEnd(at: now) { rest = rest.map { max($0, paused) } }
        }
        return [listing, rest].compactMap(\.self).min()
    }

    /// How far a long poll has come; `nil` for a source that is read in one step.
    func progress(in history: HistoryTransaction) throws -> SiteProgress? {
        guard case .providers = feed.source.content else { return nil }
        return try history.siteProgress(feed: feed.name)
    }

    /// Where the work on a listing of providers stands.
    func site(in history: HistoryTransaction) throws -> SiteState {
        var site = try history.siteState(feed.name)
        // Another address has another listing.
        if try history.feedState(feed.name)?.url != feed.url {
            site.nextPage = nil
            site.fullOn = nil
        }
        return site
    }

    /// How many known documents are still to be looked at again today.
    func countToCheck(_ walk: any ProviderWalk, in history: HistoryTransaction) throws -> Int {
        try documentsToCheck(walk, site(in: history), limit: .max, in: history).count
    }

    private func documentsToCheck(
        _ walk: any ProviderWalk, _ site: SiteState, limit: Int, in history: HistoryTransaction
    ) throws -> [StoredPublication] {
        guard walk.stating == nil, let day = site.checksOn else { return [] }
        let left = try PollPlan.checksPerDay - history.countChecks(feed: feed.name, on: day)
        return left > 0 ? try history.documentsToCheck(feed: feed.name, on: day, limit: min(limit, left)) : []
    }
}
