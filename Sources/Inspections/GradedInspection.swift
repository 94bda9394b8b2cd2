/// One inspection with the grades that its report states: what the comparison compares.
package struct GradedInspection: Hashable, Sendable {
    /// Framework id.
    package let framework: String
    package let dates: InspectionDates
    /// The listing's London date of publication.
    package let published: CalendarDate?
    /// Address of the report as listed.
    package let url: String?
    package let basis: Basis
    package let judgements: [Judgement]
    /// The day by which inspections follow one another: the first day of the inspection, else the day of
    /// publication, else the day on which it was first seen.
    package let placed: CalendarDate

    package init(
        framework: String, dates: InspectionDates, published: CalendarDate?, url: String?, basis: Basis,
        judgements: [Judgement], seen: CalendarDate
    ) {
        self.framework = framework
        self.dates = dates
        self.published = published
        self.url = url
        self.basis = basis
        self.judgements = judgements
        self.placed = dates.start ?? published ?? seen
    }

    package func grade(of area: String) -> String? { judgements.first { $0.area == area }?.grade }

    /// False for a review that grades only areas standing apart: such a review is no step in the line of inspections.
    package func isStep(in framework: Framework) -> Bool {
        judgements.contains { framework.area($0.area)?.standsApart != true }
    }

    /// The most days between an inspection's first day and an article on its report.
    private static let newsDays = 240

    /// True where both state the same inspection: one framework, an area that both grade, and one first day; or, where the
    /// press tells of it, a day in common; or, where one gives no day, the same grades or the time in which news of it comes.
    package func isSameInspection(as other: GradedInspection) -> Bool {
        guard framework == other.framework, judgements.contains(where: { other.grade(of: $0.area) != nil }) else {
            return false
        }
        if let start = dates.start, let otherStart = other.dates.start {
            guard basis == .press || other.basis == .press else { return start == otherStart }
            return start <= other.dates.end ?? otherStart && otherStart <= dates.end ?? start
        }
        return agrees(with: other) || isNews(of: other) || other.isNews(of: self)
    }

    private func isNews(of inspection: GradedInspection) -> Bool {
        guard basis == .press, !isDated, inspection.isDated else { return false }
        return (0...GradedInspection.newsDays).contains(placed.daysSinceEpoch - inspection.placed.daysSinceEpoch)
    }

    /// False for a statement that does not say when the inspection took place: its own date says little.
    package var isDated: Bool { dates.start != nil }

    /// True where no area that both grade has two grades.
    package func agrees(with other: GradedInspection) -> Bool {
        judgements.allSatisfy { judgement in
            other.grade(of: judgement.area).map { $0 == judgement.grade } ?? true
        }
    }
}
