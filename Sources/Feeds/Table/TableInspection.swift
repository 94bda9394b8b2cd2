package import Inspections

/// One inspection as a table states it, or an item of a page.
package struct TableInspection: Sendable, Hashable {
    /// Where it is stated: `row 7`, `item 7`, each from 1.
    package let place: String
    /// Absolute address of what the publisher shows of it; nil in a table.
    package let link: String?
    package let providerID: String?
    package let providerName: String?
    package let region: String?
    /// Other ids that the row gives the provider.
    package let predecessors: [String]
    package let title: String
    /// Framework id; nil for an inspection that grades nothing.
    package let framework: String?
    package let number: String?
    /// The provider's id at the time of the inspection.
    package let idAtTheTime: String?
    /// Without a first day where the table tells only the ratings that stand.
    package var dates: InspectionDates
    package let published: CalendarDate?
    package var judgements: [Judgement]
    /// True where these areas alone were graded again, on the first of its `dates`, after the inspection was published.
    package let isPartial: Bool
    package let facts: [String: String]
}
