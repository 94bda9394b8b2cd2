import Foundation
import GRDB
import GRDBSQLite
import Inspections

/// One statement in SQL that every engine understands, with its values in the order of its question marks.
struct Query {
    let sql: String
    let values: [(any DatabaseValueConvertible)?]

    init(_ sql: String, _ values: [(any DatabaseValueConvertible)?] = []) {
        self.sql = sql
        self.values = values
    }

    var arguments: StatementArguments { StatementArguments(values) }

    /// Question marks for 1 to 16 rows of so many columns.
    static func marks(columns: Int) -> [String] {
        let row = "(" + Array(repeating: "?", count: columns).joined(separator: ", ") + ")"
        return (1...16).map { Array(repeating: row, count: $0).joined(separator: ", ") }
    }

    /// As many question marks as there are values, with commas between; few different numbers of them, so that few
    /// statements are compiled: the last value is there again where they are more. A list for `IN`, not empty.
    static func list(_ values: [String]) -> (marks: String, values: [any DatabaseValueConvertible]) {
        var count = 1
        while count < values.count { count *= 2 }
        let filled = values + Array(repeating: values.last ?? "", count: count - values.count)
        return (Array(repeating: "?", count: count).joined(separator: ", "), filled)
    }
}

extension HistoryTransaction {
    /// Runs a statement that answers nothing; its compiled form is kept.
    func run(_ query: Query) throws { _ = try step(query) { _ in } }

    /// Inserts several rows at once. `head`: `INSERT INTO table (columns) VALUES `; `marks`: of 1, 2, 3 and more rows.
    func insert(_ head: String, _ marks: [String], _ values: [(any DatabaseValueConvertible)?], rows: Int) throws {
        let width = rows > 0 ? values.count / rows : 0
        for start in stride(from: 0, to: rows, by: marks.count) {
            let count = min(marks.count, rows - start)
            let part = count == rows ? values : Array(values[start * width..<(start + count) * width])
            try run(Query(head + marks[count - 1], part))
        }
    }

    /// The rows of an answer, each read where it lies: copies of rows cost more than all else.
    func rows<Value>(_ query: Query, _ value: (Row) throws -> Value?) throws -> [Value] {
        let cursor = try Row.fetchCursor(database.cachedStatement(sql: query.sql), arguments: query.arguments)
        var values: [Value] = []
        while let row = try cursor.next() {
            if let read = try value(row) { values.append(read) }
        }
        return values
    }

    /// The first row of an answer; `nil` where there is none.
    func row<Value>(_ query: Query, _ value: (Row) throws -> Value?) throws -> Value? {
        let cursor = try Row.fetchCursor(database.cachedStatement(sql: query.sql), arguments: query.arguments)
        return try cursor.next().flatMap(value)
    }

    /// The number that an answer begins with; `nil` where there is none.
    func number(_ query: Query) throws -> Int64? {
        try step(query) { $0.number(0) } ?? nil
    }

    func isTrue(_ query: Query) throws -> Bool { try number(query) ?? 0 != 0 }

    func count(_ query: Query) throws -> Int { try number(query).map(Int.init) ?? 0 }

    /// Steps through a statement by SQLite's own calls: what is written and asked for each of thousands of rows costs
    /// half of what it does otherwise. Answers what `first` makes of the first row; `nil` where there is none.
    func step<Value>(_ query: Query, _ first: (FirstRow) throws -> Value) throws -> Value? {
        let statement = try database.cachedStatement(sql: query.sql).sqliteStatement
        defer { sqlite3_reset(statement) }
        sqlite3_reset(statement)
        for index in query.values.indices {
            let value = query.values[index]?.databaseValue.storage ?? .null
            let result = FirstRow.bind(value, to: statement, at: Int32(index + 1))
            if result != SQLITE_OK { try check(result, query) }
        }
        var value: Value?
        var result = sqlite3_step(statement)
        if result == SQLITE_ROW { value = try first(FirstRow(statement: statement)) }
        while result == SQLITE_ROW { result = sqlite3_step(statement) }
        if result != SQLITE_DONE { try check(result, query) }
        return value
    }

    private func check(_ code: Int32, _ query: Query) throws {
        if code == SQLITE_OK { return }
        throw DatabaseError(
            resultCode: ResultCode(rawValue: code),
            message: database.sqliteConnection.flatMap(sqlite3_errmsg).map { String(cString: $0) }, sql: query.sql)
    }
}

/// A row where it lies, of whose columns few are read.
struct FirstRow {
    fileprivate let statement: OpaquePointer

    func number(_ column: Int32) -> Int64? {
        sqlite3_column_type(statement, column) == SQLITE_NULL ? nil : sqlite3_column_int64(statement, column)
    }

    func text(_ column: Int32) -> String? { sqlite3_column_text(statement, column).map { String(cString: $0) } }

    fileprivate static func bind(
        _ value: DatabaseValue.Storage, to statement: OpaquePointer, at index: Int32
    ) -> Int32 {
        // The statement keeps a copy of its own.
        let copied = unsafeBitCast(-1, to: sqlite3_destructor_type.self)
        switch value {
        case .null: return sqlite3_bind_null(statement, index)
        case .int64(let number): return sqlite3_bind_int64(statement, index, number)
        case .double(let number): return sqlite3_bind_double(statement, index, number)
        case .string(var text):
            return text.withUTF8 { bytes in
                // An empty text has no address, and would be bound as NULL.
                guard let start = bytes.baseAddress else { return sqlite3_bind_text(statement, index, "", 0, copied) }
                return start.withMemoryRebound(to: CChar.self, capacity: bytes.count) {
                    // SQLite's texts end at a NUL.
                    sqlite3_bind_text(statement, index, $0, Int32(strnlen($0, bytes.count)), copied)
                }
            }
        case .blob(let data):
            return data.withUnsafeBytes { sqlite3_bind_blob(statement, index, $0.baseAddress, Int32($0.count), copied) }
        }
    }
}

/// Reads the columns of a row in the order in which the statement names them: looking each up by its name costs more
/// than reading it.
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
