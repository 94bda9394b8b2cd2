import Configuration
package import Foundation
package import History
package import Inspections

/// derive -> tell: what readers should hear of the providers that a feed has brought something on, told exactly once.
package struct Settlement: Sendable {
    let comparison: Comparison
    let alerts: AlertFactory
    let raising: AlertRaising
    let portfolios: [Portfolio]
    let sources: SourceDirectory

    var derivation: Derivation { Derivation(comparison: comparison, sources: sources) }

    /// One provider's news, before it is told.
    struct Draft {
        let provider: ProviderID
        let owners: Set<ProviderID>
        let news: News
        let alerts: [(alert: Alert, publication: Int64)]
        /// What was told of the owners before.
        let before: [Told]
        /// Feeds whose word on it is kept back.
        let heldFeeds: Set<String>

        /// True where readers would hear of other ratings than before.
        var isChange: Bool { alerts.contains { $0.alert.kind == .ratingChanged || $0.alert.kind == .ratingCorrected } }
    }

    /// What the settlement of a poll came to.
    package struct Settled {
        /// In order of sequence.
        package var alerts: [StoredAlert] = []
        /// Among what the poll has stated, what another source states too: equally, and otherwise.
        var confirmed = 0
        var contradicted = 0
    }

    /// How what is found is told.
    package enum Manner {
        /// As usual.
        case aloud
        /// Readers know it from now on without having heard of it.
        case silently
        /// By an operator's word, however much it is.
        case released
    }

    /// Providers settled at a time: what is in memory at once.
    private static let batch = 200

    /// Tells what is to be told of a feed's providers; `only`: of some of them; `brake`: keeps back what is too much to be believed.
    package func settle(
        feed: String, only: Set<ProviderID>? = nil, brake: MassChangeBrake? = nil, manner: Manner = .aloud,
        at now: Date,
        in history: HistoryTransaction
    ) throws -> Settled {
        var settled = Settled()
        // As after nearly every poll.
        if try !history.hasUnsettled(feed: feed) { return settled }
        // Before that, what version 1 has told would be told again.
        if try history.hasUnsettled(feed: HistoryTransaction.takenOver) { return settled }
        var drafts: [Draft] = []
        var watch = PortfolioWatch(portfolios: portfolios, comparison: comparison, alerts: alerts)
        var taken: Set<String> = []
        let baselines = try history.baselines()
        let authority = sources.authority(of: feed)
        let waitsFor = sources.feeds(atLeast: authority)
        var position: Int64 = 0
        while case let page = try history.unsettled(feed: feed, after: position, limit: Settlement.batch),
            let last = page.last
        {
            position = last.position
            let providers = page.map(\.provider).filter { only?.contains($0) ?? true }
            if providers.isEmpty { continue }
            let dossiers = try history.dossiers(of: providers, sources: sources)
            for provider in providers {
                if dossiers.unresolved.contains(provider),
                    try history.hasUntried(of: provider, feeds: waitsFor)
                {
                    continue
                }
                let holders = dossiers.held.contains(provider) ? try history.holdingFeeds(of: provider) : []
                // What is kept back of one who is less to be believed keeps nothing back of one who is more.
                if holders.contains(where: { $0 != feed && sources.authority(of: $0) >= authority }) { continue }
                let draft = try self.draft(
                    of: provider, among: dossiers, feed: feed, without: Set(holders).subtracting([feed]),
                    manner: manner, baselines: baselines, taken: &taken, watch: &watch, settled: &settled, at: now,
                    in: history)
                guard let draft else { continue }
                if draft.alerts.isEmpty { try finish(draft, in: history) } else { drafts.append(draft) }
            }
        }
        let crossings = try watch.crossings(feed: feed, isSilent: manner == .silently, at: now, in: history)
        settled.alerts = try tell(
            drafts, crossings, feed: feed, brake: manner == .aloud ? brake : nil, at: now, in: history)
        return settled
    }

    private func draft(
        of provider: ProviderID, among dossiers: Dossiers, feed: String, without held: Set<String>, manner: Manner,
        baselines: [String: Date], taken: inout Set<String>, watch: inout PortfolioWatch, settled: inout Settled,
        at now: Date,
        in history: HistoryTransaction
    ) throws -> Draft? {
        let head = try derivation.head(of: provider, in: history)
        if head != provider {
            try history.settle(provider)
            try history.unsettle(head, feed: feed)
            return nil
        }
        let isAlone = !dossiers.successors.contains(provider)
        // Who it is, too, is asked by portfolios alone.
        let line = isAlone && portfolios.isEmpty ? [] : try history.line(of: provider)
        let owners = try derivation.owners(of: provider, among: line, in: history)
        let timeline =
            isAlone
            ? try derivation.timeline(of: provider, among: dossiers, without: held, at: now, in: history)
            : try derivation.timeline(
                of: Set(line.map(\.id)).union([provider]), without: held, at: now, in: history)
        var made: [(Alert, Int64)] = []
        let told = isAlone ? dossiers.told(of: provider) : try owners.sorted().flatMap { try history.told(of: $0) }
        let inherited = try line.map(\.id).filter { !owners.contains($0) }.flatMap { try history.told(of: $0) }
        let isFollowed = dossiers.predecessors.contains(provider) && !told.isEmpty
        let followers = isFollowed ? Set(try history.followers(of: provider)) : []
        let news = try News(
            of: owners, told: told, inherited: inherited, followers: followers,
            timeline: timeline, baselines: baselines, isSilent: manner == .silently
        ) { item in
            let alert = try self.alert(on: item, taken: &taken, at: now, in: history)
            made.append((alert, item.statement.publication))
            return alert.id
        }
        let standing = derivation.standing(in: timeline, of: provider)
        try watch.note(
            provider, line: line, standing: standing, timeline: timeline, isReleased: manner == .released, in: history)
        try history.save(standing, insteadOf: dossiers.standing(of: provider), of: provider)
        count(timeline, feed: feed, at: now, into: &settled)
        return Draft(
            provider: provider, owners: owners, news: news, alerts: made, before: told, heldFeeds: held)
    }

    /// Counts what the feed has stated in this poll of inspections that another source states too.
    private func count(_ timeline: Timeline, feed: String, at now: Date, into settled: inout Settled) {
        for inspection in timeline.entries.map(\.inspection) where inspection.statements.count > 1 {
            for own in inspection.statements where own.source.feed == feed && own.recorded == now {
                let agrees = inspection.statements.allSatisfy { other in
                    other.judgements.allSatisfy { judgement in
                        own.grade(of: judgement.area).map { $0 == judgement.grade } ?? true
                    }
                }
                if agrees { settled.confirmed += 1 } else { settled.contradicted += 1 }
            }
        }
    }

    /// Readers know it from now on.
    private func finish(_ draft: Draft, in history: HistoryTransaction) throws {
        for owner in draft.owners.sorted() {
            try history.save(
                draft.news.told.filter { $0.provider == owner },
                insteadOf: draft.before.filter { $0.provider == owner }, of: owner)
            try history.settle(owner, except: draft.heldFeeds)
        }
    }

    private func tell(
        _ drafts: [Draft], _ crossings: PortfolioWatch.Crossings, feed: String, brake: MassChangeBrake?, at now: Date,
        in history: HistoryTransaction
    ) throws -> [StoredAlert] {
        var raised: [StoredAlert] = []
        let held = try brake?.held(of: drafts, crossing: crossings.providers, at: now, in: history)
        for draft in drafts {
            if held?.providers.contains(draft.provider) == true {
                try history.hold(draft.provider, feed: feed)
                continue
            }
            for (alert, publication) in draft.alerts {
                raised += try raising.raise(alert, of: publication, in: history)
            }
            try finish(draft, in: history)
        }
        if held?.providers.isDisjoint(with: crossings.providers) ?? true {
            for (alert, publication) in crossings.alerts {
                raised += try raising.raise(alert, of: publication, in: history)
            }
            try crossings.save(in: history)
        }
        if let notice = held?.notice { raised += try raising.raise(notice, in: history) }
        return raised
    }

    /// The alert that an item becomes, with an id that no other bears.
    private func alert(
        on item: NewsItem, taken: inout Set<String>, at now: Date, in history: HistoryTransaction
    ) throws -> Alert {
        let statement = item.statement
        let provider =
            try history.provider(item.provider)
            ?? Provider(id: item.provider, name: item.provider.text, kind: "unknown")
        let report = ReportedChange(
            provider: provider, framework: item.framework, dates: item.dates, title: statement.title,
            url: statement.url, published: statement.published, seen: statement.seen, sha256: statement.sha256,
            basis: statement.basis, facts: item.facts, change: item.change, relation: item.relation)
        var occasion = 0
        while true {
            let alert = alerts.alert(
                item.kind, on: report, feed: statement.source.feed, time: now, occasion: occasion)
            if try !taken.contains(alert.id) && !history.hasAlert(alert.id) {
                taken.insert(alert.id)
                return alert
            }
            occasion += 1
        }
    }
}
