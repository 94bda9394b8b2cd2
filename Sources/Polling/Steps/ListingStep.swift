import Configuration
import Feeds
import Foundation
import HTTPTransport
import History
import Inspections

/// A listing of providers: asks for one page of it; the last one closes the walk.
struct ListingStep: PollStep {
    let walk: any ProviderWalk
    /// With the walk that goes on, or begins.
    let site: SiteState
    let address: String
    /// What is known of the page.
    let known: ListingPage?

    let isUntried = true

    /// Walks after which a listing page that none has seen is forgotten.
    private static let walksRemembered = 100

    init(
        _ walk: any ProviderWalk, of plan: PollPlan, before: FeedState, at now: Date, in history: HistoryTransaction
    ) throws {
        self.walk = walk
        site = try plan.site(in: history).walking(walk, before: before, at: now)
        address = site.nextPage ?? before.address
        known = try ListingStep.page(at: address, site, in: history)
    }

    /// What is known of a page of the listing; `nil` where "not modified" would not say which providers it lists, since
    /// another page has listed some of them too.
    private static func page(
        at address: String, _ site: SiteState, in history: HistoryTransaction
    ) throws -> ListingPage? {
        guard let known = try history.listingPage(feed: site.feed, address: address) else { return nil }
        if !site.isFull { return known }
        let listed = try history.countListed(feed: site.feed, on: address, since: known.walk)
        return listed == known.rows ? known : nil
    }

    private var isFirst: Bool { site.rows == 0 }

    func bring(
        by poll: Poll, of plan: PollPlan, before: FeedState, now: Date
    ) async throws(HistoryError) -> FetchedListing {
        let request = plan.feed.request(
            address, validators: before.isConditional(at: now) ? known?.validators?.sent : nil,
            reach: isFirst ? nil : plan.feed.reach(of: before), bodyHash: known?.bodyHash,
            failures: before.failures)
        return await poll.fetcher.page(request, of: plan.feed, now: now)
    }

    func record(_ fetched: FetchedListing, in poll: PollTransaction) throws -> StepOutcome {
        guard let (page, answer) = try record(fetched, poll) else { return try failed(fetched, poll) }
        let (history, before) = (poll.history, poll.before)
        var walked = site
        walked.rows += page.rows
        let following = page.nextPage ?? site.changesBehind(address, walk, before: before, at: poll.now)
        if let next = following, try history.listingPage(feed: site.feed, address: next)?.walk != site.walk {
            walked.nextPage = next
            try history.save(walked)
            let (state, alerts) = isFirst ? poll.update.answered(before, answer, at: poll.now) : (before, [])
            return try poll.conclude(
                FeedUpdate.Result(
                    state: state, alerts: alerts,
                    result: "\(walked.rows) of \(page.total ?? walked.rows) rows of the listing read", failed: false))
        }
        let own = isFirst ? answer : ListingAnswer(validators: before.validators, asked: answer.asked, redirects: [])
        return try close(walked, total: page.total, answer: own, poll)
    }

    /// Records a page and the providers that it lists; `nil` where there is none.
    private func record(_ fetched: FetchedListing, _ poll: PollTransaction) throws -> (ListingPage, ListingAnswer)? {
        let history = poll.history
        switch fetched {
        case .failed, .gone: return nil
        case .unchanged(let answer):
            guard let known else { return nil }
            var page = known
            page.walk = site.walk
            page.validators = answer.validators.map(StoredValidators.init)
            try history.save(page)
            if site.isFull { try history.markListed(feed: site.feed, on: address, since: known.walk, walk: site.walk) }
            return (page, answer)
        case .read(let document, let bodyHash, let answer):
            guard let listing = document.listing else { return nil }
            let page = ListingPage(
                feed: site.feed, address: address, walk: site.walk,
                validators: answer.validators.map(StoredValidators.init), bodyHash: bodyHash,
                rows: listing.providers.count, total: listing.total, nextPage: listing.nextPage)
            try history.save(page)
            let mayBeOthers = walk.mayListOthers(at: address, of: poll.feed.url)
            for row in listing.providers { try record(row, mayBeOther: mayBeOthers, poll) }
            return (page, answer)
        }
    }

    private func record(_ row: ListedProvider, mayBeOther: Bool, _ poll: PollTransaction) throws {
        var provider = try poll.history.providerPage(feed: site.feed, path: row.path)
        if provider == nil, mayBeOther { return }
        // What was listed when the baseline was recorded, or before it, is known; so is what was older than that then.
        // At another address than before, what is known of a provider stays.
        if provider == nil || poll.before.isNew {
            provider =
                provider
                ?? ProviderPage(
                    feed: site.feed, path: row.path, address: row.page, listedOn: address, walk: site.walk,
                    name: row.name)
            provider?.baselineUntil =
                poll.isFirst
                ? min(row.latest ?? .distantPast, poll.before.silentUntil ?? .distantFuture) : site.baselineNewest
        }
        if let seen = provider?.listed(
            as: row, on: address, walk: site.walk, isFull: site.isFull, byChanges: walk.stating != nil, at: poll.now)
        {
            try poll.history.save(seen)
        }
    }

    private func failed(_ fetched: FetchedListing, _ poll: PollTransaction) throws -> StepOutcome {
        var failure = fetched
        switch fetched {
        case .failed, .gone: break
        case .read, .unchanged:
            failure = .failed(
                reason: "\(poll.before.readableAddress) is the page of a provider, not a listing of providers")
        }
        let result = poll.update.apply(failure, to: poll.before, found: [], at: poll.now, jitter: poll.jitter())
        // A page that cannot be had may be none of the listing's any more: the walk begins anew, now and then.
        if let state = result.state, state.failures % FeedState.failuresToReport == 0 {
            var site = try poll.plan.site(in: poll.history)
            site.nextPage = nil
            try poll.history.save(site)
        }
        var outcome = try poll.conclude(result)
        outcome.failed = true
        return outcome
    }

    private func close(
        _ walked: SiteState, total: Int?, answer: ListingAnswer, _ poll: PollTransaction
    ) throws -> StepOutcome {
        let (history, before) = (poll.history, poll.before)
        var site = walked
        site.nextPage = nil
        let seen = try history.countListed(feed: site.feed, walk: site.walk, withoutReport: walk.stating != nil)
        let providers = site.isFull ? seen : before.listed ?? seen
        let verdict = ListingVerdict(rows: site.rows, total: total, providers: providers, before: before.listed)
        let result = poll.update.walked(
            verdict, providers: providers, isFull: site.isFull, answer: answer, from: before, at: poll.now,
            jitter: poll.jitter())
        if !result.failed {
            if site.isFull { site.fullOn = poll.today }
            site.checksOn = poll.today
            site.newest = try history.newestListed(feed: site.feed)
            if poll.isFirst {
                site.baselineNewest = site.newest.map { min($0, before.silentUntil ?? .distantFuture) }
            }
            try history.forgetListingPages(feed: site.feed, before: site.walk - ListingStep.walksRemembered)
        }
        try history.save(site)
        return try poll.conclude(result)
    }
}
