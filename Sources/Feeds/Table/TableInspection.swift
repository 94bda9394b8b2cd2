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

extension TableInspection {
    /// The line that `ratingwatch read` prints of an inspection that a document states itself.
    package var json: JSONValue {
        .object([
            .init("place", .string(place)),
            .init("url", .string(orNull: link)),
            .init("title", .string(title)),
            .init("provider", .string(orNull: providerName)),
            .init("provider_id", .string(orNull: providerID)),
            .init("framework", .string(orNull: framework)),
            .init("start", .string(orNull: dates.start?.iso)),
            .init("published", .string(orNull: published?.iso)),
            .init("judgements", .array(judgements.map { $0.json(isProved: false) })),
        ])
    }
}
