import Configuration
import Feeds
import Foundation
import History
import HTTPTransport
import Inspections
import System

extension SitePoll {
    /// Reads some providers' pages and records what they publish; the documents stay to be read.
    func read(
        _ pages: [ProviderPage], _ plan: SitePlan, before: FeedState, now: Date
    ) async throws(HistoryError) -> PollReport {
        let fetched = await fetch(pages, of: plan.feed, from: before.address, now: now)
        if Task.isCancelled { return .stopped(plan.feed.name) }
        let answered = clock.now()
        return try await history.write("record pages of providers") { history in
            var recording = Recording()
            var found = 0
            var failure: String?
            for (page, answer, ratings) in fetched {
                let settled = try settle(
                    page, answer, ratings: ratings, feed: plan.feed, before: before, found: &found,
                    recording: &recording, at: answered, in: history)
                try history.save(settled)
                if let reason = settled.reason {
                    recording.complain("\(settled.name): \(reason)")
                    failure = failure ?? reason
                }
            }
            var site = try plan.site(in: history)
            let attempts = fetched.map {
                Attempt(isFirst: $0.0.attempts == 0, isFailed: $0.1.isFailure, asked: $0.1.asked)
            }
            var alerts = [
                try note(attempts, reason: failure ?? "", in: &site, plan: plan, at: answered, history: history)
            ]
            try history.save(site)
            if found > 0, before.baselineAt != nil {
                var state = before
                alerts.append(update(plan).note(newPublications: found, in: &state, at: answered))
                try history.save(state)
            }
            recording.alerts += try self.recording(alerts.compactMap(\.self), in: history).alerts
            recording.alerts += try recorder.settle(
                plan.feed, unread: history.countUntriedPages(feed: plan.feed.name), at: answered, in: history
            ).alerts
            return try report(
                plan, result: "\(pages.count) pages of providers read, \(found) new publications",
                isWorthALine: found > 0 && before.baselineAt != nil && pages.contains(where: \.isRead),
                recording: recording, at: answered, in: history)
        }
    }

    private func fetch(
        _ pages: [ProviderPage], of feed: FeedConfiguration, from address: String, now: Date
    ) async -> [(ProviderPage, FetchedListing, Outcome?)] {
        let reach = feed.documentReach(from: address)
        return await withTaskGroup(of: (Int, FetchedListing, Outcome?).self) { group in
            for (index, page) in pages.enumerated() {
                let request = PageRequest(
                    address: page.address, validators: page.validators?.sent, bodyHash: page.bodyHash, reach: reach,
                    failures: page.attempts)
                group.addTask {
                    let answer = await listings.fetch(request, of: feed, now: now)
                    return (index, answer, await documents.ratings(in: answer, at: now))
                }
            }
            return await group.reduce(into: []) { $0.append($1) }.sorted { $0.0 < $1.0 }
                .map { (pages[$0.0], $0.1, $0.2) }
        }
    }

    private func settle(
        _ page: ProviderPage, _ fetched: FetchedListing, ratings: Outcome?, feed: FeedConfiguration, before: FeedState,
        found: inout Int, recording: inout Recording, at now: Date, in history: HistoryTransaction
    ) throws -> ProviderPage {
        let settling = ProviderPageSettling(backoff: backoff)
        switch fetched {
        case .failed(let reason, let asked, _, _):
            return settling.failed(page, reason: reason, asked: asked, at: now, spread: clock.spread())
        case .gone(let reason):
            return settling.failed(page, reason: reason, asked: nil, at: now, spread: clock.spread())
        case .unchanged(let answer):
            var same = page
            same.validators = answer.validators.map(StoredValidators.init)
            return settling.read(
                same, newest: feed.kind.listsRatings ? page.latest : page.newest, at: now, spread: clock.spread())
        case .read(let document, let bodyHash, let answer):
            if document.listing != nil {
                return settling.failed(
                    page, reason: "its address leads to a listing", asked: nil, at: now,
                    spread: clock.spread())
            }
            let publications = document.publications.map { $0.stating(page) }
            let new = try NewPublications.find(
                in: publications, of: feed.name, seen: now, history: history,
                isBaseline: { feed.firstPoll == .baseline && (before.isNew || page.isBaseline($0)) })
            for publication in new { try recorder.postpone(publication, until: now, in: history) }
            found += new.count { $0.row == nil }
            try noteListed(publications, of: page, in: history)
            var read = page
            read.validators = answer.validators.map(StoredValidators.init)
            read.bodyHash = bodyHash
            if feed.kind.listsRatings {
                let tally = try record(
                    document, of: page, feed: feed, bodyHash: bodyHash, before: before, at: now, in: history)
                found += tally.new
                recording.alerts += tally.alerts
                document.complaints.forEach { recording.complain($0) }
                return settling.read(read, newest: page.latest, at: now, spread: clock.spread())
            }
            if let ratings {
                let newest = publications.max { ($0.published ?? .distantPast) < ($1.published ?? .distantPast) }
                let isBaseline =
                    feed.firstPoll == .baseline
                    && (before.isNew || newest.map(page.isBaseline) ?? !page.isRead)
                let rated = try publication(
                    stating: ratings, page, seen: now, isBaseline: isBaseline, in: history)
                recording.add(
                    try recorder.take(
                        [(rated, .outcome(ratings, validators: nil))], at: now, spread: clock.spread(), in: history))
            }
            recording.alerts += try noteLost(
                ratings, of: page,
                source: StatingSource(
                    url: page.address, title: "Ratings on the provider's page", sha256: bodyHash, media: "text/html"),
                at: now, in: history)
            let newest = publications.compactMap(\.published).max().flatMap { CalendarDate(london: $0) }
            return settling.read(read, newest: newest, at: now, spread: clock.spread())
        }
    }

    /// What a page states in its markup: a second witness of the report that it lists, and the only one where that states no grade.
    private func publication(
        stating outcome: Outcome, _ page: ProviderPage, seen: Date, isBaseline: Bool, in history: HistoryTransaction
    ) throws -> StoredPublication {
        let identity = [
            page.urn ?? page.path, "ratings", outcome.framework ?? "", outcome.inspection.start?.iso ?? "",
        ].joined(separator: "/")
        if let known = try history.publication(feed: page.feed, identity: identity) { return known }
        return StoredPublication(
            feed: page.feed, identity: identity, fingerprint: outcome.sha256,
            publication: Publication(
                url: page.address, title: "Ratings on the provider's page", providerName: page.name,
                providerURN: page.urn, type: "Ratings on the provider's page"),
            published: page.latest, seen: seen, baseline: isBaseline)
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
