package import Inspections

/// The columns that state one inspection of a row.
package struct InspectionColumns<Column: Sendable & Hashable>: Sendable, Hashable {
    /// What a reader knows such an inspection by: `graded inspection`.
    package let title: String
    /// Framework id; nil for an inspection that grades nothing.
    package let framework: String?
    /// The publisher's own number of the inspection.
    package var number: Column?
    /// The provider's id at the time, where a table states the inspections of a predecessor under a new id.
    package var provider: Column?
    package var start: Column
    package var end: Column?
    package var published: Column?
    package var areas: [AreaColumn<Column>]
    package var long: LongColumns<Column>?
    /// Fact id -> column.
    package var facts: [String: Column]
    /// Printed grade, in lower case -> grade id.
    package let codes: [String: String]
    /// What is printed, in lower case, where there is no grade.
    package let missing: Set<String>
    /// First and last day of inspections that are of this framework.
    package let from: CalendarDate?
    package let until: CalendarDate?

    package init(
        title: String, framework: String?, start: Column, areas: [AreaColumn<Column>] = [],
        long: LongColumns<Column>? = nil, facts: [String: Column] = [:], codes: [String: String] = [:],
        missing: Set<String> = [], from: CalendarDate? = nil, until: CalendarDate? = nil
    ) {
        self.title = title
        self.framework = framework
        self.start = start
        self.areas = areas
        self.long = long
        self.facts = facts
        self.codes = codes
        self.missing = missing
        self.from = from
        self.until = until
    }

    func holds(_ day: CalendarDate) -> Bool {
        day >= (from ?? .distantPast) && day <= (until ?? .distantFuture)
    }

    func map<Other>(_ place: (Column) -> Other) -> InspectionColumns<Other> {
        var mapped = InspectionColumns<Other>(
            title: title, framework: framework, start: place(start),
            areas: areas.map {
                AreaColumn<Other>(
                    area: $0.area, column: place($0.column), graded: $0.graded.map(place), from: $0.from,
                    until: $0.until)
            },
            long: long.map { LongColumns<Other>(area: place($0.area), grade: place($0.grade), areas: $0.areas) },
            facts: facts.mapValues(place), codes: codes, missing: missing, from: from, until: until)
        mapped.number = number.map(place)
        mapped.provider = provider.map(place)
        mapped.end = end.map(place)
        mapped.published = published.map(place)
        return mapped
    }
}
