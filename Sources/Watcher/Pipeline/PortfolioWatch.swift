import Foundation
import History
import Inspections

/// compare: whether what is being recorded of a provider makes rules on whole lists of providers hold.
struct PortfolioWatch: Sendable {
    /// A portfolio that has the provider, with what the provider counted by before.
    struct Watched {
        let portfolio: Portfolio
        let before: PortfolioMember?
    }

    let portfolios: [Portfolio]
    let comparison: Comparison
    let alerts: AlertFactory

    /// What must be known before something new is recorded of a provider.
    func watch(_ provider: Provider, at now: Date, in history: HistoryTransaction) throws -> [Watched] {
        guard !portfolios.isEmpty, let today = CalendarDate(london: now) else { return [] }
        let line = try history.line(of: provider.id)
        let concerned = portfolios.filter { has(line, $0) }
        if concerned.isEmpty { return [] }
        let known = try history.inspections(of: provider.id).map(\.inspection)
        return concerned.map { portfolio in
            Watched(
                portfolio: portfolio, before: portfolio.rule.member(provider, with: known, on: today, by: comparison))
        }
    }

    /// The alerts on rules that hold with what was recorded since.
    func alerts(
        _ watched: [Watched], on provider: Provider, publication: StoredPublication, at now: Date,
        in history: HistoryTransaction
    ) throws -> [Alert] {
        guard !watched.isEmpty, let row = publication.row, let today = CalendarDate(london: now) else { return [] }
        let known = try history.inspections(of: provider.id).map(\.inspection)
        let decisions = try watched.map { watched in
            let rule = watched.portfolio.rule
            return (
                rule,
                try rule.decide(
                    before: watched.before, after: rule.member(provider, with: known, on: today, by: comparison)
                ) {
                    try others(than: provider, of: watched.portfolio, on: today, in: history)
                }
            )
        }
        try history.save(decisions.map { (portfolio: $0.0.name, reason: $0.1.reason) }, ofPublication: row)
        return try decisions.compactMap { $0.1.crossing }.map { crossing in
            alerts.portfolioAlert(
                crossing, feed: publication.feed, time: now,
                occasion: try history.countAlerts(kind: .portfolio, subject: "portfolio:" + crossing.rule.name))
        }
    }

    /// The other providers that count, but no more than the rule asks for.
    private func others(
        than provider: Provider, of portfolio: Portfolio, on today: CalendarDate, in history: HistoryTransaction
    ) throws -> [PortfolioMember] {
        let rule = portfolio.rule
        let candidates = try history.providers(
            graded: Set(comparison.frameworks.all.flatMap(rule.grades)), in: rule.area,
            since: rule.firstDay(before: today))
        var members: [PortfolioMember] = []
        for candidate in candidates where members.count < rule.count {
            let line = try history.line(of: candidate.id)
            guard !line.contains(where: { $0.id == provider.id }), has(line, portfolio) else { continue }
            let known = try history.inspections(of: candidate.id).map(\.inspection)
            if let member = rule.member(candidate, with: known, on: today, by: comparison) { members.append(member) }
        }
        return members
    }

    /// A list may name a provider by the id that it had before.
    private func has(_ line: [Provider], _ portfolio: Portfolio) -> Bool {
        line.contains { portfolio.match.refusal(of: $0) == nil }
    }
}
