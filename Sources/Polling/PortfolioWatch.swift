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
        let before: StandingGrade?
        let after: StandingGrade?
        /// Row of the publication that the newest grade is from.
        let publication: Int64?
        /// True where readers do not hear of it.
        let isSilent: Bool
    }

    private var changed: [String: [Changed]] = [:]

    init(portfolios: [Portfolio], comparison: Comparison, alerts: AlertFactory) {
        self.portfolios = portfolios
        self.comparison = comparison
        self.alerts = alerts
    }

    /// Rules that hold from now on, and what is to be kept of all that were looked at.
    struct Crossings {
        fileprivate(set) var alerts: [(alert: Alert, publication: Int64)] = []
        /// Who makes them hold.
        fileprivate(set) var providers: Set<ProviderID> = []
        fileprivate var states: [(portfolio: String, rule: String, holds: Bool)] = []
        fileprivate var decisions: [Int64: [(portfolio: String, reason: String)]] = [:]

        /// Readers know it from now on.
        func save(in history: HistoryTransaction) throws {
            for state in states {
                try history.save(portfolio: state.portfolio, rule: state.rule, holds: state.holds)
            }
            for (publication, decisions) in decisions.sorted(by: { $0.key < $1.key }) {
                try history.save(decisions, ofPublication: publication)
            }
        }
    }

    /// Notes a provider, before its standing grades are replaced. `isReleased`: it was kept back until now.
    mutating func note(
        _ provider: ProviderID, line: [Provider], standing: [StandingGrade], timeline: Timeline, isReleased: Bool,
        in history: HistoryTransaction
    ) throws {
        for portfolio in portfolios where has(line, portfolio) {
            let area = portfolio.rule.area
            let after = standing.first { $0.area == area }
            let source = timeline.entries.compactMap { $0.inspection.sources[area] }.last
            changed[portfolio.rule.name, default: []].append(
                Changed(
                    provider: provider,
                    before: isReleased ? nil : try history.standingGrade(of: provider, in: area),
                    after: after, publication: source?.publication, isSilent: source?.isSilent ?? true))
        }
    }

    /// What the rules make of all that was noted.
    func crossings(
        feed: String, isSilent: Bool, at now: Date, in history: HistoryTransaction
    ) throws -> Crossings {
        var crossings = Crossings()
        guard let today = CalendarDate(london: now) else { return crossings }
        for portfolio in portfolios {
            guard let changed = changed[portfolio.rule.name] else { continue }
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
        let counts = { (grade: StandingGrade?) in
            grade.map { $0.day >= rule.firstDay(before: today) && self.grades(of: rule).contains($0.grade) } ?? false
        }
        let newcomers = changed.filter { counts($0.after) && !counts($0.before) }
        // Nobody who begins to count, nobody who ceases to: the rule is as it was.
        let left = changed.count { !counts($0.after) && counts($0.before) }
        let members = newcomers.isEmpty && left == 0 ? [] : try self.members(of: portfolio, on: today, in: history)
        let before = members.count - newcomers.count + left
        let wasTold = try history.portfolioHolds(rule.name, rule: rule.text) && before >= rule.count
        let holds = members.count >= rule.count
        for change in changed {
            guard let publication = change.publication else { continue }
            let decision: PortfolioDecision =
                if !counts(change.after) {
                    .doesNotCount
                } else if counts(change.before) {
                    .countedBefore
                } else if !holds {
                    .tooFew(members.count, of: rule.count)
                } else if wasTold || before >= rule.count {
                    .heldBefore
                } else {
                    .holds(PortfolioCrossing(rule: rule, members: members))
                }
            crossings.decisions[publication, default: []].append((rule.name, decision.reason))
        }
        if newcomers.isEmpty, left == 0 { return }
        crossings.states.append((rule.name, rule.text, holds))
        guard holds, !wasTold, before < rule.count, !isSilent,
            let last = newcomers.last(where: { !$0.isSilent }), let publication = last.publication
        else { return }
        crossings.providers.formUnion(newcomers.map(\.provider))
        let alert = alerts.portfolioAlert(
            PortfolioCrossing(rule: rule, members: members), feed: feed, time: now,
            occasion: try history.countAlerts(kind: .portfolio, subject: "portfolio:" + rule.name))
        crossings.alerts.append((alert, publication))
    }

    private func members(
        of portfolio: Portfolio, on today: CalendarDate, in history: HistoryTransaction
    ) throws -> [PortfolioMember] {
        let rule = portfolio.rule
        let (predecessors, successors) = try history.successions()
        return try history.standingGrades(grades(of: rule), in: rule.area, since: rule.firstDay(before: today))
            .compactMap { grade in
                // A predecessor counts as the provider that goes on for it.
                if predecessors.contains(grade.provider) { return nil }
                let line =
                    successors.contains(grade.provider)
                    ? try history.line(of: grade.provider)
                    : [
                        try history.provider(grade.provider)
                            ?? Provider(id: grade.provider, name: grade.provider.text, kind: Provider.unknownKind)
                    ]
                guard let provider = line.first, has(line, portfolio) else { return nil }
                return PortfolioMember(
                    provider: provider, grade: grade.grade, framework: grade.framework, dates: grade.dates,
                    url: grade.url)
            }
    }

    private func grades(of rule: PortfolioRule) -> Set<String> { Set(comparison.frameworks.all.flatMap(rule.grades)) }

    /// A list may name a provider by the id that it had before.
    private func has(_ line: [Provider], _ portfolio: Portfolio) -> Bool {
        line.contains(where: portfolio.includes)
    }
}
