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
