package import Inspections

/// One inspection as a table states it, or an item of a page.
package struct TableInspection: Sendable, Hashable {
    /// Where it is stated: `row 7`, `item 7`, each from 1.
    package let place: String
    /// Absolute address of what the publisher shows of it; nil in a table.
    package let link: String?
    package var providerID: String?
    package var providerName: String?
    package let region: String?
    /// Other ids that the row gives the provider.
    package let predecessors: [String]
    package let title: String
    /// Framework id; nil for an inspection that grades nothing.
    package let framework: String?
    package var number: String?
    /// The provider's id at the time of the inspection.
    package var idAtTheTime: String?
    /// Without a first day where the table tells only the ratings that stand.
    package var dates: InspectionDates
    package let published: CalendarDate?
    package var judgements: [Judgement]
    /// Areas that it may have graded: their column is missing.
    package let unsaid: Set<String>
    /// True where these areas alone were graded again, on the first of its `dates`, after the inspection was published.
    package let isPartial: Bool
    package let facts: [String: String]
    /// Which part of the provider it is of, also where that stands for the whole; `nil` for the provider itself.
    package var part: StatedPart?
}

extension TableInspection {
    /// The same of the part alone; `name`: the provider's.
    package func moved(to part: StatedPart, of name: String) -> TableInspection {
        var moved = self
        moved.providerID = part.id
        moved.providerName = part.fullName(of: name)
        moved.idAtTheTime = part.id
        moved.number = published.map { StatedPart.number(of: part.id, published: $0) }
        return moved
    }
}

/// A part of a provider that is rated for itself: a service group of a location.
package struct StatedPart: Sendable, Hashable {
    /// The publisher's id of the whole with the part's name behind it: `1-100000001/care-homes`.
    package let id: String
    /// As it is printed: `Care homes`.
    package let name: String

    /// The fact of an inspection that names the part.
    package static let fact = "service_group"

    /// `whole`: the publisher's id of the provider.
    package init(_ name: String, of whole: String) {
        id = whole + "/" + StatedPart.key(name)
        self.name = name
    }

    /// Equal for what is one part, whatever the case and the signs of its name.
    static func key(_ name: String) -> String {
        name.lowercased().split { !$0.isLetter && !$0.isNumber }.joined(separator: "-")
    }

    /// The number of what was published on a day: the day alone, as the same ratings may stand in an assessment and
    /// beside it. `id`: the publisher's, of the whole or of a part.
    package static func number(of id: String, published: CalendarDate) -> String { "\(id)/\(published.iso)" }

    /// `Oak House (Care homes)`.
    package func fullName(of provider: String) -> String { "\(provider) (\(name))" }
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
