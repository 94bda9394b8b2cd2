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
        /// The grades that stand now, how those until now are stored, and where they are counted.
        let standing: (now: [StandingGrade], before: String?, place: TallyPlace)
        /// True where what readers know of its grades is kept in mind.
        let wasHeld: Bool
        /// The provider and those that it goes on for, where readers do not know that yet; else empty.
        let newLine: [ProviderID]

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

    /// Providers settled at a time, at least: what is in memory at once.
    private static let batch = 200

    /// Tells what is to be told of a feed's providers; `only`: of some of them; `brake`: keeps back what is too much to
    /// be believed.
    package func settle(
        feed: String, only: Set<ProviderID>? = nil, brake: MassChangeBrake? = nil, manner: Manner = .aloud,
        at now: Date,
        in history: HistoryTransaction
    ) throws -> Settled {
        var settled = Settled()
        // As after nearly every poll.
        if try !history.hasUnsettled(feed: feed) { return settled }
        let batch = max(Settlement.batch, history.together)
        try history.askTogether {
            _ = try history.hasUnsettled(feed: HistoryTransaction.takenOver)
            _ = try history.baselines()
            _ = try history.heldGrades()
            _ = try history.unsettled(feed: feed, after: 0, limit: batch)
        }
        // Before that, what version 1 has told would be told again.
        if try history.hasUnsettled(feed: HistoryTransaction.takenOver) { return settled }
        var drafts: [Draft] = []
        let heldGrades = try history.heldGrades()
        var watch = PortfolioWatch(
            portfolios: portfolios, comparison: comparison, alerts: alerts, held: heldGrades)
        var taken: Set<String> = []
        let baselines = try history.baselines()
        let authority = try history.authority(of: feed, among: sources)
        let waitsFor = sources.feeds(atLeast: authority)
        var position: Int64 = 0
        while case let page = try history.unsettled(feed: feed, after: position, limit: batch),
            let last = page.last
        {
            position = last.position
            let providers = page.map(\.provider).filter { only?.contains($0) ?? true }
            if providers.isEmpty { continue }
            let reconfigured = Set(page.filter(\.isReconfigured).map(\.provider))
            let dossiers = try history.dossiers(of: providers, sources: sources)
            for provider in providers {
                if dossiers.unresolved.contains(provider),
                    try history.hasUntried(of: provider, feeds: waitsFor)
                {
                    continue
                }
                let holders = dossiers.held.contains(provider) ? try history.holdingFeeds(of: provider) : []
                // What is kept back of one who is less to be believed keeps nothing back of one who is more.
                let isHeld = try holders.contains {
                    try $0 != feed && history.authority(of: $0, among: sources) >= authority
                }
                if isHeld { continue }
                let draft = try self.draft(
                    of: provider, among: dossiers, feed: feed, without: Set(holders).subtracting([feed]),
                    isReconfigured: reconfigured.contains(provider), manner: manner, baselines: baselines,
                    taken: &taken, watch: &watch, settled: &settled, at: now,
                    in: history)
                guard let draft else { continue }
                if draft.alerts.isEmpty { try finish(draft, in: history) } else { drafts.append(draft) }
            }
        }
        settled.alerts = try tell(drafts, watch, feed: feed, brake: brake, manner: manner, at: now, in: history)
        return settled
    }

    private func draft(
        of provider: ProviderID, among dossiers: Dossiers, feed: String, without held: Set<String>,
        isReconfigured: Bool, manner: Manner,
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
            : try derivation.timeline(of: provider, line: line, without: held, at: now, in: history)
        // Under the number that it has now its inspections have their places too, and may have been told.
        let heir = dossiers.predecessors.contains(provider) ? try history.numbers(of: provider)[0] : provider
        let family = heir == provider ? line : try history.line(of: heir)
        let whole =
            heir == provider
            ? timeline : try derivation.timeline(of: heir, line: family, without: held, at: now, in: history)
        var made: [(Alert, Int64)] = []
        let told = isAlone ? dossiers.told(of: provider) : try owners.sorted().flatMap { try history.told(of: $0) }
        let inherited = try family.map(\.id).filter { !owners.contains($0) }.flatMap { try history.told(of: $0) }
        let isFollowed = dossiers.predecessors.contains(provider) && !told.isEmpty
        let followers = isFollowed ? Set(try history.followers(of: provider)) : []
        let news = try News(
            of: owners, told: told, inherited: inherited, followers: followers,
            timeline: whole, baselines: baselines, isSilent: manner == .silently,
            isReconfigured: isReconfigured
        ) { item in
            let alert = try self.alert(on: item, taken: &taken, at: now, in: history)
            made.append((alert, item.statement.publication))
            return alert.id
        }
        let standing = derivation.standing(in: timeline, of: provider)
        let newLine = dossiers.newSuccessors.contains(provider) ? line.map(\.id) : []
        try watch.note(
            provider, line: line, newLine: newLine, standing: standing, timeline: timeline, in: history)
        count(timeline, feed: feed, at: now, into: &settled)
        return Draft(
            provider: provider, owners: owners, news: news, alerts: made, before: told, heldFeeds: held,
            standing: (standing, dossiers.standing(of: provider), dossiers.tallyPlace(of: provider)),
            wasHeld: watch.held[provider] != nil, newLine: newLine)
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
        try save(standingOf: draft, in: history)
        if draft.wasHeld { try history.forgetHeldGrades(of: draft.provider) }
        if !draft.newLine.isEmpty { try history.noteTold(successionsIn: draft.newLine) }
    }

    /// Has the grades that stand of a provider be those that follow today from what is stated of it.
    func derive(standingOf provider: ProviderID, at now: Date, in history: HistoryTransaction) throws {
        let dossiers = try history.dossiers(of: [provider], sources: sources)
        let timeline = try derivation.timeline(of: provider, at: now, in: history)
        try history.save(
            derivation.standing(in: timeline, of: provider), insteadOf: dossiers.standing(of: provider), of: provider,
            countedIn: dossiers.tallyPlace(of: provider))
    }

    /// What stands is the same whether or not readers know of it.
    private func save(standingOf draft: Draft, in history: HistoryTransaction) throws {
        try history.save(
            draft.standing.now, insteadOf: draft.standing.before, of: draft.provider, countedIn: draft.standing.place)
    }

    private func tell(
        _ drafts: [Draft], _ watch: PortfolioWatch, feed: String, brake: MassChangeBrake?, manner: Manner,
        at now: Date, in history: HistoryTransaction
    ) throws -> [StoredAlert] {
        var raised: [StoredAlert] = []
        let crossings = { (held: Set<ProviderID>) in
            try watch.crossings(feed: feed, without: held, isSilent: manner == .silently, at: now, in: history)
        }
        var crossing = try crossings([])
        var heldProviders: Set<ProviderID> = []
        let held =
            manner == .aloud
            ? try brake?.held(of: drafts, crossing: crossing.providers, at: now, in: history) : nil
        if let held {
            heldProviders = Set(drafts.map(\.provider)).intersection(held.providers)
            // Of those that are held, rules know what readers know.
            crossing = try crossings(heldProviders)
        }
        for draft in drafts {
            if heldProviders.contains(draft.provider) {
                try history.hold(draft.provider, feed: feed)
                try history.keep(gradesKnown: draft.standing.before, of: draft.provider)
                try save(standingOf: draft, in: history)
                continue
            }
            for (alert, publication) in draft.alerts {
                raised += try raising.raise(alert, of: publication, in: history)
            }
            try finish(draft, in: history)
        }
        for (alert, publication) in crossing.alerts {
            raised += try raising.raise(alert, of: publication, in: history)
        }
        try crossing.save(in: history)
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
                item.kind, on: report, toldAs: item.told, feed: statement.source.feed, time: now, occasion: occasion)
            if try !taken.contains(alert.id) && !history.hasAlert(alert.id) {
                taken.insert(alert.id)
                return alert
            }
            occasion += 1
        }
    }
}
