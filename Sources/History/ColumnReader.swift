import GRDB
import Inspections

/// Reads the columns of a row in the order in which the statement names them: looking each up by its name costs more than
/// reading it.
struct ColumnReader {
    private let row: Row
    private var index = 0

    init(_ row: Row) { self.row = row }

    mutating func next<T: DatabaseValueConvertible & StatementColumnConvertible>() -> T {
        defer { index += 1 }
        return row[index]
    }

    /// A calendar date; `nil` where the column is NULL.
    mutating func day() -> CalendarDate? { (next() as String?).flatMap(CalendarDate.init(dayOrMonth:)) }
}
