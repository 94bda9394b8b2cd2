/// When readers hear of a whole list of providers: "the third of these below good within a year". Pure.
package struct PortfolioRule: Hashable, Codable, Sendable {
    package let name: String
    /// Area id.
    package let area: String
    /// Grade id: what ranks lower on the same scale counts.
    package let below: String
    /// It holds where at least so many providers count.
    package let count: Int
    /// Inspections that began so many days before today, or earlier, do not count.
    package let days: Int

    package init(name: String, area: String, below: String, count: Int, days: Int) {
        self.name = name
        self.area = area
        self.below = below
        self.count = count
        self.days = days
    }

    /// The grades that count in a framework.
    package func grades(of framework: Framework) -> [String] {
        guard framework.area(area) != nil, let least = framework.scale.ranks[below] else { return [] }
        return framework.scale.ranks.filter { $0.value < least }.map(\.key)
    }

    /// The first day of the inspections that count.
    package func firstDay(before today: CalendarDate) -> CalendarDate {
        CalendarDate(daysSinceEpoch: today.daysSinceEpoch - days + 1) ?? .distantPast
    }

    /// What a provider counts by, given all of its inspections; `nil` where it does not.
    package func member(
        _ provider: Provider, with inspections: [GradedInspection], on today: CalendarDate, by comparison: Comparison
    ) -> PortfolioMember? {
        guard let standing = comparison.standing(of: area, among: inspections),
            standing.placed >= firstDay(before: today), let grade = standing.grade(of: area),
            comparison.frameworks[standing.framework].map({ grades(of: $0).contains(grade) }) == true
        else { return nil }
        return PortfolioMember(
            provider: provider, grade: grade, framework: standing.framework, dates: standing.dates, url: standing.url)
    }

    /// Whether a new statement on a provider makes the rule hold: only a provider that begins to count can do so.
    /// `before`, `after`: what it counted by, and counts by now; `others`: all others that count.
    package func decide(
        before: PortfolioMember?, after: PortfolioMember?, others: () throws -> [PortfolioMember]
    ) rethrows -> PortfolioDecision {
        guard let after else { return .doesNotCount }
        if before != nil { return .countedBefore }
        let others = try others()
        if others.count >= count { return .heldBefore }
        if others.count + 1 < count { return .tooFew(others.count + 1, of: count) }
        return .holds(PortfolioCrossing(rule: self, members: others + [after]))
    }
}
