import Configuration
import Feeds
import Foundation
import History
import HTTPTransport
import Inspections
import System

extension SitePoll {
    /// Walks after which a listing page that none has seen is forgotten.
    static let walksRemembered = 100

    /// Asks for one page of the listing; the last one closes the walk.
    func walk(_ plan: SitePlan, before: FeedState, now: Date) async throws(HistoryError) -> PollReport {
        let (site, address, known) = try await history.read("look up a listing's page") { history in
            let site = try plan.site(in: history).walking(plan.feed.kind, before: before, at: now)
            let address = site.nextPage ?? before.address
            return (site, address, try listingPage(at: address, site, in: history))
        }
        let isFirst = site.rows == 0
        let fetched = await listings.fetch(
            PageRequest(
                address: address, validators: known?.validators?.sent, bodyHash: known?.bodyHash,
                reach: isFirst ? plan.feed.reach : plan.feed.documentReach(from: before.address),
                failures: before.failures), of: plan.feed, now: now)
        if Task.isCancelled { return .stopped(plan.feed.name) }
        let answered = clock.now()
        return try await history.write("record a listing's page") { history in
            guard
                let (page, answer) = try record(
                    fetched, known: known, address: address, site, plan.feed, before, answered, history)
            else { return try failed(fetched, plan, before: before, at: answered, in: history) }
            var walked = site
            walked.rows += page.rows
            let following =
                page.nextPage ?? site.changesBehind(address, plan.feed.kind, before: before, at: answered)
            if let next = following, try history.listingPage(feed: plan.feed.name, address: next)?.walk != site.walk {
                walked.nextPage = next
                try history.save(walked)
                let (state, alerts) = isFirst ? update(plan).answered(before, answer, at: answered) : (before, [])
                try history.save(state)
                return try report(
                    plan, result: "\(walked.rows) of \(page.total ?? walked.rows) rows of the listing read",
                    recording: try recording(alerts, in: history), at: answered, in: history)
            }
            let own =
                isFirst ? answer : ListingAnswer(validators: before.validators, asked: answer.asked, redirects: [])
            return try close(walked, total: page.total, answer: own, plan, before: before, at: answered, in: history)
        }
    }

    /// What is known of a page of the listing; `nil` where "not modified" would not say which providers it lists, since another
    /// page has listed some of them too.
    private func listingPage(
        at address: String, _ site: SiteState, in history: HistoryTransaction
    ) throws -> ListingPage? {
        guard let known = try history.listingPage(feed: site.feed, address: address) else { return nil }
        if !site.isFull { return known }
        let listed = try history.countListed(feed: site.feed, on: address, since: known.walk)
        return listed == known.rows ? known : nil
    }

    /// Records a page and the providers that it lists; `nil` where there is none.
    private func record(
        _ fetched: FetchedListing, known: ListingPage?, address: String, _ site: SiteState, _ feed: FeedConfiguration,
        _ before: FeedState, _ now: Date, _ history: HistoryTransaction
    ) throws -> (ListingPage, ListingAnswer)? {
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
            let mayBeOthers = feed.kind.mayListOthers(at: address, of: feed.url)
            for row in listing.providers {
                var provider = try history.providerPage(feed: site.feed, path: row.path)
                if provider == nil, mayBeOthers { continue }
                // What was listed when the baseline was recorded, or before it, is known; so is what was older than that then.
                // At another address than before, what is known of a provider stays.
                if provider == nil || before.isNew {
                    provider =
                        provider
                        ?? ProviderPage(
                            feed: site.feed, path: row.path, address: row.page, listedOn: address, walk: site.walk,
                            name: row.name)
                    provider?.baselineUntil =
                        before.baselineAt == nil
                        ? min(row.latest ?? .distantPast, before.silentUntil ?? .distantFuture) : site.baselineNewest
                }
                if let seen = provider?.listed(
                    as: row, on: address, walk: site.walk, isFull: site.isFull, byChanges: feed.kind.listsRatings,
                    at: now)
                {
                    try history.save(seen)
                }
            }
            return (page, answer)
        }
    }

    private func failed(
        _ fetched: FetchedListing, _ plan: SitePlan, before: FeedState, at now: Date, in history: HistoryTransaction
    ) throws -> PollReport {
        var failure = fetched
        switch fetched {
        case .failed, .gone: break
        case .read, .unchanged:
            failure = .failed(reason: "\(before.readableAddress) is the page of a provider, not a listing of providers")
        }
        let outcome = update(plan).apply(failure, to: before, found: [], at: now, spread: clock.spread())
        if let state = outcome.state {
            try history.save(state)
            // A page that cannot be had may be none of the listing's any more: the walk begins anew, now and then.
            if state.failures % FeedUpdate.failuresToReport == 0 {
                var site = try plan.site(in: history)
                site.nextPage = nil
                try history.save(site)
            }
        }
        return try report(
            plan, result: outcome.result, failed: true, recording: try recording(outcome.alerts, in: history), at: now,
            in: history)
    }

    private func close(
        _ walked: SiteState, total: Int?, answer: ListingAnswer, _ plan: SitePlan, before: FeedState, at now: Date,
        in history: HistoryTransaction
    ) throws -> PollReport {
        var site = walked
        site.nextPage = nil
        let seen = try history.countListed(
            feed: site.feed, walk: site.walk, withoutReport: plan.feed.kind.listsRatings)
        let providers = site.isFull ? seen : before.listed ?? seen
        let verdict = ListingVerdict(rows: site.rows, total: total, providers: providers, before: before.listed)
        let outcome = update(plan).walked(
            verdict, providers: providers, isFull: site.isFull, answer: answer, from: before, at: now,
            spread: clock.spread())
        if !outcome.failed {
            let today = CalendarDate(london: now)
            if site.isFull { site.fullOn = today }
            site.checksOn = today
            site.newest = try history.newestListed(feed: site.feed)
            if before.baselineAt == nil {
                site.baselineNewest = site.newest.map { min($0, before.silentUntil ?? .distantFuture) }
            }
            try history.forgetListingPages(feed: site.feed, before: site.walk - SitePoll.walksRemembered)
        }
        try history.save(site)
        if let state = outcome.state { try history.save(state) }
        return try report(
            plan, result: outcome.result, failed: outcome.failed,
            recording: try recording(outcome.alerts, in: history), at: now, in: history)
    }

    func recording(_ alerts: [Alert], in history: HistoryTransaction) throws -> Recording {
        var recording = Recording()
        for alert in alerts { recording.alerts += try recorder.raising.raise(alert, in: history) }
        return recording
    }
}
