import Configuration
import Foundation
import History
import Inspections

/// Tells which rules on whole lists of providers begin to hold with what was recorded of some of them. Each rule is
/// looked at once, however many providers have changed.
struct PortfolioWatch: Sendable {
    let portfolios: [Portfolio]
    let comparison: Comparison
    let alerts: AlertFactory

    /// A provider of a portfolio with the grade that it has now and had before.
    private struct Changed {
        let provider: ProviderID
        /// Those that it goes on for from now on.
        let replaced: Set<ProviderID>
        let before: StandingGrade?
        let after: StandingGrade?
        /// Row of the publication that the newest grade is from.
        let publication: Int64?
        /// True where readers do not hear of it.
        let isSilent: Bool
    }

    private var changed: [String: [Changed]] = [:]
    /// What readers know of those whose news is kept back.
    let held: [ProviderID: [StandingGrade]]

    init(
        portfolios: [Portfolio], comparison: Comparison, alerts: AlertFactory, held: [ProviderID: [StandingGrade]]
    ) {
        self.portfolios = portfolios
        self.held = held
        self.comparison = comparison
        self.alerts = alerts
    }

    /// Rules that hold from now on, and what is to be kept of all that were looked at.
    struct Crossings {
        fileprivate(set) var alerts: [(alert: Alert, publication: Int64)] = []
        /// Who makes them hold.
        fileprivate(set) var providers: Set<ProviderID> = []
        fileprivate var decisions: [Int64: [(portfolio: String, reason: String)]] = [:]

        /// Readers know it from now on.
        func save(in history: HistoryTransaction) throws {
            for (publication, decisions) in decisions.sorted(by: { $0.key < $1.key }) {
                try history.save(decisions, ofPublication: publication)
            }
        }
    }

    /// Notes a provider, before its standing grades are replaced. `newLine`: it and those that it goes on for, where
    /// readers do not know that yet.
    mutating func note(
        _ provider: ProviderID, line: [Provider], newLine: [ProviderID], standing: [StandingGrade], timeline: Timeline,
        in history: HistoryTransaction
    ) throws {
        var replaced: Set<ProviderID>?
        for portfolio in portfolios where has(line, portfolio) {
            let new = try replaced ?? (newLine.isEmpty ? [] : history.newPredecessors(in: newLine))
            replaced = new
            let area = portfolio.rule.area
            let after = standing.first { $0.area == area }
            let before =
                try held[provider].map { known in known.first { $0.area == area } }
                ?? history.standingGrade(of: provider, in: area)
            let source = timeline.entries.compactMap { $0.inspection.sources[area] }.last
            changed[portfolio.rule.name, default: []].append(
                Changed(
                    provider: provider, replaced: new, before: before, after: after, publication: source?.publication,
                    isSilent: source?.isSilent ?? true))
        }
    }

    /// What the rules make of all that was noted, but for those that are `held`: what readers know of them stays.
    func crossings(
        feed: String, without held: Set<ProviderID>, isSilent: Bool, at now: Date, in history: HistoryTransaction
    ) throws -> Crossings {
        var crossings = Crossings()
        guard let today = CalendarDate(london: now) else { return crossings }
        for portfolio in portfolios {
            guard let changed = changed[portfolio.rule.name]?.filter({ !held.contains($0.provider) }),
                !changed.isEmpty
            else { continue }
            try look(
                at: portfolio, changed, feed: feed, isSilent: isSilent, today: today, at: now, into: &crossings,
                in: history)
        }
        return crossings
    }

    private func look(
        at portfolio: Portfolio, _ changed: [Changed], feed: String, isSilent: Bool, today: CalendarDate, at now: Date,
        into crossings: inout Crossings, in history: HistoryTransaction
    ) throws {
        let rule = portfolio.rule
        let grades = grades(of: rule)
        let first = rule.firstDay(before: today)
        let counts = { (grade: StandingGrade?) in grade.map { $0.day >= first && grades.contains($0.grade) } ?? false }
        let isOther = changed.contains { counts($0.before) != counts($0.after) || !$0.replaced.isEmpty }
        // Else nobody begins to count, and nobody ceases to: the rule is as it was.
        let counted =
            isOther ? try counted(by: portfolio, changed, counts, since: first, in: history) : Counted()
        let newcomers = counted.newcomers
        let holds = counted.members.count >= rule.count
        let heldBefore = counted.before.count >= rule.count
        for change in changed {
            guard let publication = change.publication else { continue }
            let decision: PortfolioDecision =
                if !counts(change.after) {
                    .doesNotCount
                } else if !newcomers.contains(where: { $0.provider == change.provider }) {
                    .countedBefore
                } else if !holds {
                    .tooFew(counted.members.count, of: rule.count)
                } else if heldBefore {
                    .heldBefore
                } else {
                    .holds(PortfolioCrossing(rule: rule, members: counted.members))
                }
            crossings.decisions[publication, default: []].append((rule.name, decision.reason))
        }
        guard holds, !heldBefore, !isSilent, let last = newcomers.last(where: { !$0.isSilent }),
            let publication = last.publication
        else { return }
        crossings.providers.formUnion(newcomers.map(\.provider))
        let alert = alerts.portfolioAlert(
            PortfolioCrossing(rule: rule, members: counted.members), feed: feed, time: now,
            occasion: try history.countAlerts(kind: .portfolio, subject: "portfolio:" + rule.name))
        crossings.alerts.append((alert, publication))
    }

    /// Who counts for a rule.
    private struct Counted {
        /// As far as readers know.
        var before: Set<ProviderID> = []
        /// Once they have been told.
        var members: [PortfolioMember] = []
        /// Those of the members that do not go on for one who counted.
        var newcomers: [Changed] = []
    }

    private func counted(
        by portfolio: Portfolio, _ changed: [Changed], _ counts: (StandingGrade?) -> Bool, since first: CalendarDate,
        in history: HistoryTransaction
    ) throws -> Counted {
        var counted = Counted()
        let successions = try history.successions()
        let replaced = Set(changed.flatMap(\.replaced))
        // One that is replaced from now on counted until now, and those that were before count as their successors.
        let isGone = { (id: ProviderID) in successions.replaced.contains(id) && !replaced.contains(id) }
        let noted = Set(changed.map(\.provider))
        func take(_ grade: StandingGrade) throws {
            let id = grade.provider
            let line =
                successions.successors.contains(id)
                ? try history.line(of: id)
                : [try history.provider(id) ?? Provider(id: id, name: id.text, kind: Provider.unknownKind)]
            guard let provider = line.first, has(line, portfolio) else { return }
            if !noted.contains(id) { counted.before.insert(id) }
            if replaced.contains(id) { return }
            counted.members.append(
                PortfolioMember(
                    provider: provider, grade: grade.grade, framework: grade.framework, dates: grade.dates,
                    url: grade.url))
        }
        let (area, grades) = (portfolio.rule.area, grades(of: portfolio.rule))
        let standing = try history.standingGrades(grades, in: area, since: first).filter { held[$0.provider] == nil }
        let known = held.values.flatMap { $0.filter { $0.area == area && counts($0) } }
            .sorted { $0.provider < $1.provider }
        for grade in standing + known where !noted.contains(grade.provider) && !isGone(grade.provider) {
            try take(grade)
        }
        let present = changed.filter { !isGone($0.provider) }
        for change in present {
            if counts(change.before) { counted.before.insert(change.provider) }
            if let after = change.after, counts(after) { try take(after) }
        }
        counted.newcomers = present.filter { change in
            counts(change.after) && !replaced.contains(change.provider)
                && counted.before.isDisjoint(with: change.replaced.union([change.provider]))
        }
        return counted
    }

    private func grades(of rule: PortfolioRule) -> Set<String> { Set(comparison.frameworks.all.flatMap(rule.grades)) }

    /// A list may name a provider by the id that it had before.
    private func has(_ line: [Provider], _ portfolio: Portfolio) -> Bool {
        line.contains(where: portfolio.includes)
    }
}
