package import Inspections

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
