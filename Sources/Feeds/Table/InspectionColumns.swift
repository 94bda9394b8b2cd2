package import Inspections
import Text

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
    /// Nil where the ratings that stand are stated without a date.
    package var start: Column?
    package var end: Column?
    package var published: Column?
    /// All must hold for a row to state such an inspection.
    package var conditions: [RowCondition<Column>] = []
    package var areas: [AreaColumn<Column>]
    package var long: LongColumns<Column>?
    package var packed: PackedColumn<Column>?
    /// Areas whose column a release should have and has not.
    var unsaid: Set<String> = []
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
        title: String, framework: String?, start: Column?, areas: [AreaColumn<Column>] = [],
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
        day.lastDay >= (from ?? .distantPast) && day.firstDay <= (until ?? .distantFuture)
    }

    /// With the places of its columns, as far as they have one; nil where nothing could be read: without the date, or
    /// without anything that is stated. An area whose own day of grade has no column is not read: nobody knew of which
    /// inspection it is.
    func placed<Other>(
        _ place: (Column) -> Other?, isOptional: (Column) -> Bool = { _ in false }
    ) -> InspectionColumns<Other>? {
        let start = start.map(place)
        let conditions = conditions.compactMap { condition in
            place(condition.column).map { RowCondition<Other>(column: $0, values: condition.values) }
        }
        let areas = areas.compactMap { area -> AreaColumn<Other>? in
            let column = place(area.column)
            let graded = area.graded.map(place)
            guard let column, graded != .some(nil) else { return nil }
            return AreaColumn(
                area: area.area, column: column, graded: graded.flatMap(\.self), from: area.from, until: area.until)
        }
        let long = long.map { long -> LongColumns<Other>? in
            let (area, grade) = (place(long.area), place(long.grade))
            guard let area, let grade else { return nil }
            return LongColumns(area: area, grade: grade, areas: long.areas)
        }
        let packed = packed.map { packed in
            place(packed.column).map { PackedColumn(column: $0, areas: packed.areas) }
        }
        var placed = InspectionColumns<Other>(
            title: title, framework: framework, start: start.flatMap(\.self), areas: areas, long: long.flatMap(\.self),
            facts: facts.compactMapValues(place), codes: codes, missing: missing, from: from, until: until)
        placed.conditions = conditions
        placed.unsaid = Set(self.areas.filter { !isOptional($0.column) }.map(\.area)).subtracting(areas.map(\.area))
        placed.packed = packed.flatMap(\.self)
        placed.number = number.flatMap(place)
        placed.provider = provider.flatMap(place)
        placed.end = end.flatMap(place)
        placed.published = published.flatMap(place)
        let statesSomething =
            framework == nil
            ? !placed.facts.isEmpty : !areas.isEmpty || placed.long != nil || placed.packed != nil
        let isKnown = start != .some(nil) && conditions.count == self.conditions.count
        return isKnown && statesSomething ? placed : nil
    }
}

/// The columns of a long table: each row states the grade of one area.
package struct LongColumns<Column: Sendable & Hashable>: Sendable, Hashable {
    package let area: Column
    package let grade: Column
    /// Printed name of an area, in lower case -> area id.
    package let areas: [String: String]

    package init(area: Column, grade: Column, areas: [String: String]) {
        self.area = area
        self.grade = grade
        self.areas = areas
    }
}

/// A column with the grades of one area.
package struct AreaColumn<Column: Sendable & Hashable>: Sendable, Hashable {
    package let area: String
    package let column: Column
    /// The day of the area's own grade, where areas are graded apart.
    package let graded: Column?
    /// First and last day of inspections whose grade of this area stands in the column.
    package let from: CalendarDate?
    package let until: CalendarDate?

    package init(
        area: String, column: Column, graded: Column? = nil, from: CalendarDate? = nil, until: CalendarDate? = nil
    ) {
        self.area = area
        self.column = column
        self.graded = graded
        self.from = from
        self.until = until
    }

    func holds(_ day: CalendarDate) -> Bool {
        day.lastDay >= (from ?? .distantPast) && day.firstDay <= (until ?? .distantFuture)
    }
}

/// A column whose cells state the grades of several areas: `Well-being: Good; Environment: Good`.
package struct PackedColumn<Column: Sendable & Hashable>: Sendable, Hashable {
    package let column: Column
    /// Printed name of an area, in lower case -> area id.
    package let areas: [String: String]

    package init(column: Column, areas: [String: String]) {
        self.column = column
        self.areas = areas
    }

    /// The areas and grades of a cell as they are printed; nil for a part that is no such pair.
    static func pairs(in text: String) -> [(area: String, grade: String)?] {
        text.split { $0 == ";" || $0 == "|" || $0.isNewline }.compactMap { part -> (area: String, grade: String)?? in
            let part = String(part).collapsed
            if part.isEmpty { return nil }
            guard let border = part.lastIndex(where: { $0 == ":" || $0 == "=" }) else { return .some(nil) }
            let (area, grade) = (
                String(part[..<border]).collapsed, String(part[part.index(after: border)...]).collapsed
            )
            return .some(area.isEmpty || grade.isEmpty ? nil : (area, grade))
        }
    }
}
