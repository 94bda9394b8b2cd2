import Foundation
import GRDBSQLite
import Inspections
import Postgres

/// A row of an answer, where it lies: valid within the closure that is given it, and not behind it.
struct Row {
    /// In the engine's own hands.
    enum Cells {
        case sqlite(OpaquePointer)
        case postgres(AnswerRow)
        /// Of a column that is not there: NULL, until the row is done with and its statement is refused.
        case none
    }

    private let cells: Cells
    private let count: Int32
    /// The first column that was asked for and is not there.
    private let missing: UnsafeMutablePointer<String?>

    /// Has `body` read a row; throws where that asks for a column which the answer to `sql` has not.
    static func read(_ cells: Cells, of sql: String, _ body: (Row) throws -> Bool) throws -> Bool {
        let count =
            switch cells {
            case .sqlite(let statement): sqlite3_column_count(statement)
            case .postgres(let row): row.columns
            case .none: Int32(0)
            }
        var missing: String?
        // A pointer, and no object: nothing is counted for each row.
        let goesOn = try withUnsafeMutablePointer(to: &missing) {
            try body(Row(cells: cells, count: count, missing: $0))
        }
        if let missing { throw MissingColumn(name: missing, sql: sql) }
        return goesOn
    }

    /// By its place, from 0.
    subscript<Value: ColumnValue>(_ index: Int) -> Value { Value(column(Int32(index)) { "\(index + 1)" }) }

    /// By its name; finding it costs more than reading it.
    subscript<Value: ColumnValue>(_ name: String) -> Value {
        Value(column(index(of: name)) { name })
    }

    /// The calendar date in a column; `nil` where it is NULL.
    func date(_ name: String) -> CalendarDate? {
        (self[name] as String?).flatMap(CalendarDate.init(dayOrMonth:))
    }

    /// The columns `etag`, `last_modified` and `validators_url`; `nil` where the publisher gave nothing.
    var validators: StoredValidators? {
        let etag: String? = self["etag"]
        let lastModified: String? = self["last_modified"]
        if etag == nil, lastModified == nil { return nil }
        return StoredValidators(etag: etag, lastModified: lastModified, url: self["validators_url"])
    }

    private func column(_ index: Int32, _ name: () -> String) -> Column {
        if index >= 0, index < count { return Column(cells: cells, index: index) }
        if missing.pointee == nil { missing.pointee = name() }
        return Column(cells: .none, index: 0)
    }

    /// -1 where there is none.
    private func index(of name: String) -> Int32 {
        switch cells {
        case .sqlite(let statement):
            name.withCString { name in
                (0..<count).first { sqlite3_column_name(statement, $0).map { strcmp($0, name) == 0 } ?? false }
            } ?? -1
        case .postgres(let row): row.column(name) ?? -1
        case .none: -1
        }
    }
}

/// A statement that does not answer what is read of it: a fault of the program, never of the record.
struct MissingColumn: Error, CustomStringConvertible {
    /// Or its place, from 1.
    let name: String
    let sql: String

    var description: String { "the answer has no column \(name), to \(sql.prefix(120))" }
}

/// One column of a row.
struct Column {
    fileprivate let cells: Row.Cells
    fileprivate let index: Int32

    var isNull: Bool {
        switch cells {
        case .sqlite(let statement): sqlite3_column_type(statement, index) == SQLITE_NULL
        case .postgres(let row): row.isNull(index)
        case .none: true
        }
    }

    /// 0 for NULL.
    var integer: Int64 {
        switch cells {
        case .sqlite(let statement): sqlite3_column_int64(statement, index)
        case .postgres(let row): row.integer(index)
        case .none: 0
        }
    }

    /// 0 for NULL.
    var real: Double {
        switch cells {
        case .sqlite(let statement): sqlite3_column_double(statement, index)
        case .postgres(let row): row.real(index)
        case .none: 0
        }
    }

    /// Empty for NULL.
    var bytes: [UInt8] {
        switch cells {
        case .sqlite(let statement):
            guard let start = sqlite3_column_blob(statement, index) else { return [] }
            return Array(UnsafeRawBufferPointer(start: start, count: Int(sqlite3_column_bytes(statement, index))))
        case .postgres(let row): return row.bytes(index)
        case .none: return []
        }
    }

    /// Empty for NULL.
    var text: String {
        switch cells {
        case .sqlite(let statement): sqlite3_column_text(statement, index).map { String(cString: $0) } ?? ""
        case .postgres(let row): row.text(index)
        case .none: ""
        }
    }
}

/// What a column may be read as: NULL is `nil` where that is asked for, else zero or empty, as the tables allow it
/// nowhere else.
protocol ColumnValue {
    init(_ column: Column)
}

extension Int: ColumnValue { init(_ column: Column) { self = Int(column.integer) } }
extension Int64: ColumnValue { init(_ column: Column) { self = column.integer } }
extension Bool: ColumnValue { init(_ column: Column) { self = column.integer != 0 } }
extension Double: ColumnValue { init(_ column: Column) { self = column.real } }
extension String: ColumnValue { init(_ column: Column) { self = column.text } }

extension [UInt8]: ColumnValue { init(_ column: Column) { self = column.bytes } }

extension Optional: ColumnValue where Wrapped: ColumnValue {
    init(_ column: Column) { self = column.isNull ? nil : Wrapped(column) }
}

/// Reads the columns of a row in the order in which the statement names them.
struct ColumnReader {
    private let row: Row
    private var index = 0

    init(_ row: Row) { self.row = row }

    mutating func next<Value: ColumnValue>() -> Value {
        defer { index += 1 }
        return row[index]
    }

    /// A calendar date; `nil` where the column is NULL.
    mutating func day() -> CalendarDate? { (next() as String?).flatMap(CalendarDate.init(dayOrMonth:)) }
}

extension Date {
    /// The instant as it is stored: seconds since 1970-01-01 UTC.
    var seconds: Double { timeIntervalSince1970 }

    init?(seconds: Double?) {
        guard let seconds else { return nil }
        self.init(timeIntervalSince1970: seconds)
    }
}
