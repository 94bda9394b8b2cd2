import Foundation
import GRDB
import Inspections

/// One statement in SQL that every engine understands, with its values in the order of its question marks.
struct Query {
    let sql: String
    let arguments: StatementArguments

    init(_ sql: String, _ values: [(any DatabaseValueConvertible)?] = []) {
        self.sql = sql
        arguments = StatementArguments(values)
    }
}

extension HistoryTransaction {
    /// Runs a statement that answers nothing; its compiled form is kept.
    func run(_ query: Query) throws {
        try database.cachedStatement(sql: query.sql).execute(arguments: query.arguments)
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

    func isTrue(_ query: Query) throws -> Bool { try row(query) { ($0[0] as Int?) ?? 0 } ?? 0 != 0 }

    func count(_ query: Query) throws -> Int { try row(query) { $0[0] as Int? } ?? 0 }
}
