import Configuration
import Feeds
import Foundation
import HTTPTransport
import History
import Inspections

/// Pages of providers: reads some and records what they publish or state; their documents stay to be read.
struct PagesStep: PollStep {
    let walk: any ProviderWalk
    let pages: [ProviderPage]

    var isUntried: Bool { pages.first?.attempts == 0 }

    /// A page with its answer, and what its markup states beside its links.
    struct FetchedPage: Sendable {
        let page: ProviderPage
        let answer: FetchedListing
        let ratings: Outcome?
        /// The report card that it shows; a witness of the one that it links to.
        let card: Outcome?
    }

    func bring(
        by poll: Poll, of plan: PollPlan, before: FeedState, now: Date
    ) async throws(HistoryError) -> [FetchedPage] {
        let feed = plan.feed
        let reach = feed.reach(of: before)
        let frameworks = try await frameworks(of: feed.name, by: poll)
        return await withTaskGroup(of: (Int, FetchedPage).self) { group in
            for (index, page) in pages.enumerated() {
                let request = feed.request(
                    page.address, validators: page.validators?.sent, reach: reach, bodyHash: page.bodyHash,
                    failures: page.attempts)
                group.addTask {
                    let answer = await poll.fetcher.page(request, of: feed, now: now)
                    let ratings = await poll.documents.ratings(
                        in: answer, to: request, of: feed, known: frameworks[page.path] ?? [], at: now)
                    return (
                        index, FetchedPage(page: page, answer: answer, ratings: ratings.stated, card: ratings.card)
                    )
                }
            }
            return await group.reduce(into: []) { $0.append($1) }.sorted { $0.0 < $1.0 }.map(\.1)
        }
    }

    /// The frameworks of the reports that are known of each page's provider, by its path.
    private func frameworks(of feed: String, by poll: Poll) async throws(HistoryError) -> [String: Set<String>] {
        let known = pages.filter { $0.isRead && $0.urn != nil }
        if known.isEmpty || walk.stating != nil { return [:] }
        return try await poll.history.read("look up the reports of a site") { history in
            var frameworks: [String: Set<String>] = [:]
            for page in known {
                let reports = try history.publications(feed: feed, identityPrefix: (page.urn ?? "") + "/")
                    .filter { $0.state == .read && $0.basis == .report }
                frameworks[page.path] = Set(reports.compactMap(\.framework))
            }
            return frameworks
        }
    }

    func record(_ fetched: [FetchedPage], in poll: PollTransaction) throws -> StepOutcome {
        var recording = Recording()
        var found = 0
        var failure: String?
        for one in fetched {
            let settled = try settle(one, in: poll, found: &found, recording: &recording)
            try poll.history.save(settled)
            if let reason = settled.reason {
                recording.complain("\(settled.name): \(reason)")
                failure = failure ?? reason
            }
        }
        let attempts = fetched.map {
            SiteAttempt(isFirst: $0.page.attempts == 0, isFailed: $0.answer.isFailure, asked: $0.answer.asked)
        }
        var alerts = [try poll.noteSite(attempts, reason: failure ?? "")]
        if found > 0, !poll.isFirst {
            var state = poll.before
            alerts.append(poll.update.note(newPublications: found, in: &state, at: poll.now))
            try poll.history.save(state, after: poll.before)
        }
        recording.alerts += try poll.raise(alerts.compactMap(\.self))
        var outcome = StepOutcome("\(pages.count) pages of providers read, \(found) new publications")
        outcome.isUnchanged = !(found > 0 && !poll.isFirst && pages.contains(where: \.isRead))
        outcome.recording = recording
        outcome.unread = try poll.history.countUntriedPages(feed: poll.feed.name)
        return outcome
    }

    private func settle(
        _ fetched: FetchedPage, in poll: PollTransaction, found: inout Int, recording: inout Recording
    ) throws -> ProviderPage {
        let (page, now) = (fetched.page, poll.now)
        let settling = ProviderPageSettling(backoff: poll.plan.backoff)
        switch fetched.answer {
        case .failed(let reason, let asked, let kind):
            if kind == .lostRatings, page.isRead, let ids = walk.stating {
                let nothing = StatedPage(nothingLeftOf: page, reason: reason, ids: ids)
                recording.alerts += try nothing.record(in: poll).alerts
            }
            return settling.failed(page, reason: reason, asked: asked, at: now, jitter: poll.jitter())
        case .gone(let reason):
            return settling.failed(page, reason: reason, asked: nil, at: now, jitter: poll.jitter())
        case .unchanged(let answer):
            var same = page
            same.validators = answer.validators.map(StoredValidators.init)
            let newest = walk.stating == nil ? page.newest : page.latest
            return settling.read(same, newest: newest, at: now, jitter: poll.jitter())
        case .read(let document, let bodyHash, let answer):
            if document.listing != nil {
                return settling.failed(
                    page, reason: "its address leads to a listing", asked: nil, at: now, jitter: poll.jitter())
            }
            let publications = document.publications.map { $0.stating(page) }
            found += try record(publications, of: page, in: poll)
            var read = page
            read.validators = answer.validators.map(StoredValidators.init)
            read.bodyHash = bodyHash
            if let ids = walk.stating {
                let stated = StatedPage(page: page, document: document, bodyHash: bodyHash, ids: ids)
                let tally = try stated.record(in: poll)
                found += tally.new
                recording.alerts += tally.alerts
                document.complaints.forEach { recording.complain($0) }
                return settling.read(read, newest: page.latest, at: now, jitter: poll.jitter())
            }
            recording.add(
                try record(fetched.ratings, beside: publications, of: page, bodyHash: bodyHash, in: poll))
            if let card = fetched.card { recording.alerts += try poll.note(card, on: read) }
            let newest = publications.compactMap(\.published).max().flatMap { CalendarDate(london: $0) }
            return settling.read(read, newest: newest, at: now, jitter: poll.jitter())
        }
    }

    /// Records what a page lists; how many of it were not known.
    private func record(
        _ publications: [Publication], of page: ProviderPage, in poll: PollTransaction
    ) throws -> Int {
        let (feed, before) = (poll.feed, poll.before)
        let new = try NewPublications.find(
            in: publications, of: feed.name, seen: poll.now, history: poll.history,
            isBaseline: { feed.firstPoll == .baseline && (before.isNew || page.isBaseline($0)) })
        for publication in new { try poll.recorder.postpone(publication, until: poll.now, in: poll.history) }
        try noteListed(publications, of: page, in: poll.history)
        return new.count { $0.row == nil }
    }

    /// Keeps in mind which known publications the page lists no longer, or again.
    private func noteListed(
        _ publications: [Publication], of page: ProviderPage, in history: HistoryTransaction
    ) throws {
        guard let urn = page.urn else { return }
        let listed = Set(publications.map(PublicationIdentity.identity(of:)))
        for known in try history.publications(feed: page.feed, identityPrefix: urn + "/") {
            let isUnlisted = !listed.contains(known.identity)
            guard let row = known.row, var check = try history.documentCheck(of: row), check.isUnlisted != isUnlisted
            else { continue }
            check.isUnlisted = isUnlisted
            try history.save(check)
        }
    }

    private static let ratingsTitle = "Ratings on the provider's page"

    /// Records what a page states in its markup, and tells operators where it stated ratings and states none that can
    /// be read.
    private func record(
        _ ratings: Outcome?, beside publications: [Publication], of page: ProviderPage, bodyHash: String,
        in poll: PollTransaction
    ) throws -> Recording {
        var recording = Recording()
        if let ratings {
            let newest = publications.max { ($0.published ?? .distantPast) < ($1.published ?? .distantPast) }
            let isBaseline =
                poll.feed.firstPoll == .baseline
                && (poll.before.isNew || newest.map(page.isBaseline) ?? !page.isRead)
            let rated = try publication(stating: ratings, page, seen: poll.now, isBaseline, in: poll.history)
            recording = try poll.recorder.take(
                [(rated, .outcome(ratings, validators: nil))], at: poll.now, jitter: poll.jitter(), in: poll.history)
        }
        guard page.isRead else { return recording }
        let stated = try poll.history.publications(
            feed: page.feed, identityPrefix: (page.urn ?? page.path) + "/ratings/")
        guard let id = stated.last(where: { $0.state == .read })?.providerID else { return recording }
        let areas = ratings == nil ? [] : try poll.history.areasGraded(of: id, feed: page.feed)
        let lost = LostRatings(
            recorder: poll.recorder, feed: page.feed,
            source: StatingSource(
                url: page.address, title: PagesStep.ratingsTitle, sha256: bodyHash, media: "text/html"),
            isByArea: false)
        let provider = Provider(id: id, name: page.name, kind: Provider.unknownKind)
        recording.alerts += try lost.note(
            [LostRatings.Look(provider: provider, areas: areas)], isFirst: false, at: poll.now, in: poll.history)
        return recording
    }

    /// What a page states in its markup: a second witness of the report that it lists, and the only one where that
    /// states no grade.
    private func publication(
        stating outcome: Outcome, _ page: ProviderPage, seen: Date, _ isBaseline: Bool,
        in history: HistoryTransaction
    ) throws -> StoredPublication {
        let identity = [
            page.urn ?? page.path, "ratings", outcome.framework ?? "", outcome.inspection.start?.iso ?? "",
        ].joined(separator: "/")
        if let known = try history.publication(feed: page.feed, identity: identity) { return known }
        return StoredPublication(
            feed: page.feed, identity: identity, fingerprint: outcome.sha256,
            publication: Publication(
                url: page.address, title: PagesStep.ratingsTitle, providerName: page.name, providerURN: page.urn,
                type: PagesStep.ratingsTitle),
            published: page.latest, seen: seen, baseline: isBaseline)
    }
}

extension Publication {
    /// The publication with the provider's name and number as the listing gives them, where its page does not.
    fileprivate func stating(_ page: ProviderPage) -> Publication {
        var stated = self
        stated.providerName = providerName ?? page.name
        stated.providerURN = providerURN ?? page.urn
        return stated
    }
}
