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
    /// True where some areas alone were graded again: it ends no area.
    package let isPartial: Bool
    /// The day by which inspections follow one another: the first day of the inspection, else the day of
    /// publication, else the day on which it was first seen.
    package let placed: CalendarDate

    package init(
        framework: String, dates: InspectionDates, published: CalendarDate?, url: String?, basis: Basis,
        judgements: [Judgement], seen: @autoclosure () -> CalendarDate, isPartial: Bool = false
    ) {
        self.framework = framework
        self.dates = dates
        self.published = published
        self.url = url
        self.basis = basis
        self.judgements = judgements
        self.isPartial = isPartial
        self.placed = dates.start ?? published ?? seen()
    }

    package func grade(of area: String) -> String? { judgements.first { $0.area == area }?.grade }

    /// False for a review that grades only areas standing apart: such a review is no step in the line of inspections.
    package func isStep(in framework: Framework) -> Bool {
        judgements.contains { framework.area($0.area)?.standsApart != true }
    }

    /// False for a statement that does not say when the inspection took place: its own date says little.
    package var isDated: Bool { dates.start != nil }
}
