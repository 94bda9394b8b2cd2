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

    /// Equal for the same rule under the same name.
    package var text: String { "\(area)|\(below)|\(count)|\(days)" }
}
