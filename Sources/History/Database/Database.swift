import GRDB
import GRDBSQLite
import Glibc

/// The engine within one transaction: GRDB keeps connections, transactions and compiled statements, and SQLite's own
/// calls step through these, which costs half of what GRDB's rows and values do.
struct Database {
    private let connection: GRDB.Database

    init(_ connection: GRDB.Database) { self.connection = connection }

    /// Rows that the last statement inserted, changed or deleted.
    var changes: Int { connection.changesCount }

    /// Runs a statement to its end, or until `next` answers false, which gets each row of its answer.
    func run(_ query: Query, _ next: (Row) throws -> Bool) throws {
        let compiled = try compiled(query.sql)
        let statement = compiled.sqliteStatement
        defer { sqlite3_reset(statement) }
        for index in query.values.indices {
            let result = Database.bind(query.values[index]?.stored, to: statement, at: Int32(index + 1))
            if result != SQLITE_OK { throw error(result, query) }
        }
        var result = sqlite3_step(statement)
        while result == SQLITE_ROW {
            if try !next(Row(statement: statement)) { return }
            result = sqlite3_step(statement)
        }
        if result != SQLITE_DONE { throw error(result, query) }
    }

    /// Keeps what `body` has done for good where it answers true, else nothing of it.
    func transaction(_ body: () throws -> Bool) throws {
        try connection.inTransaction(.immediate) { try body() ? .commit : .rollback }
    }

    /// False once the engine has given up a transaction by itself.
    var isInsideTransaction: Bool { connection.isInsideTransaction }

    /// Undoes what `body` has done where it throws, and nothing else of the transaction.
    func savepoint<T>(_ body: () throws -> T) throws -> T {
        var value: T?
        try connection.inSavepoint {
            value = try body()
            return .commit
        }
        guard let value else { throw CancellationError() }
        return value
    }

    /// Until the transaction ends, rows may refer to others that are not there yet.
    func deferForeignKeys() throws { try run(Query("PRAGMA defer_foreign_keys = ON")) { _ in true } }

    /// Changes nothing, and is written to the disk like anything else.
    func touch() throws {
        var version = 0
        try run(Query("PRAGMA user_version")) { row in
            version = row[0]
            return true
        }
        try run(Query("PRAGMA user_version = \(version)")) { _ in true }
    }

    /// Empties the cache of the database's pages, which fills again with use,
    /// https://www.sqlite.org/pragma.html#pragma_shrink_memory
    func giveMemoryBack() throws { try run(Query("PRAGMA shrink_memory")) { _ in true } }

    /// Kept for the next time; one whose answer is still being read is not disturbed.
    private func compiled(_ sql: String) throws -> GRDB.Statement {
        let kept = try connection.cachedStatement(sql: sql)
        return sqlite3_stmt_busy(kept.sqliteStatement) == 0 ? kept : try connection.makeStatement(sql: sql)
    }

    private func error(_ code: Int32, _ query: Query) -> DatabaseError {
        DatabaseError(
            resultCode: ResultCode(rawValue: code),
            message: connection.sqliteConnection.flatMap(sqlite3_errmsg).map { String(cString: $0) }, sql: query.sql)
    }

    private static func bind(_ value: StoredValue?, to statement: OpaquePointer, at index: Int32) -> Int32 {
        // The statement keeps a copy of its own.
        let copied = unsafeBitCast(-1, to: sqlite3_destructor_type.self)
        switch value {
        case nil: return sqlite3_bind_null(statement, index)
        case .integer(let number): return sqlite3_bind_int64(statement, index, number)
        case .real(let number): return sqlite3_bind_double(statement, index, number)
        case .text(var text):
            return text.withUTF8 { bytes in
                // An empty text has no address, and would be bound as NULL.
                guard let start = bytes.baseAddress else { return sqlite3_bind_text(statement, index, "", 0, copied) }
                return start.withMemoryRebound(to: CChar.self, capacity: bytes.count) {
                    // SQLite's texts end at a NUL.
                    sqlite3_bind_text(statement, index, $0, Int32(strnlen($0, bytes.count)), copied)
                }
            }
        }
    }
}

/// The ways to ask; each statement's compiled form is kept.
extension HistoryTransaction {
    /// Runs a statement that answers nothing.
    func run(_ query: Query) throws { try database.run(query) { _ in true } }

    /// Runs a statement that answers nothing, and says how many rows it has changed.
    func changes(by query: Query) throws -> Int {
        try run(query)
        return database.changes
    }

    /// Inserts several rows at once. `head`: `INSERT INTO table (columns) VALUES `; `marks`: of 1, 2, 3 and more rows.
    func insert(_ head: String, _ marks: [String], _ values: [(any QueryValue)?], rows: Int) throws {
        let width = rows > 0 ? values.count / rows : 0
        for start in stride(from: 0, to: rows, by: marks.count) {
            let count = min(marks.count, rows - start)
            let part = count == rows ? values : Array(values[start * width..<(start + count) * width])
            try run(Query(head + marks[count - 1], part))
        }
    }

    /// What is made of each row of an answer, without those of which nothing is.
    func rows<Value>(_ query: Query, _ value: (Row) throws -> Value?) throws -> [Value] {
        var values: [Value] = []
        try database.run(query) { row in
            if let read = try value(row) { values.append(read) }
            return true
        }
        return values
    }

    /// What is made of the first row of an answer; `nil` where there is none. The statement is run to its end.
    func row<Value>(_ query: Query, _ value: (Row) throws -> Value?) throws -> Value? {
        var first: Value?
        var isFirst = true
        try database.run(query) { row in
            if isFirst { first = try value(row) }
            isFirst = false
            return true
        }
        return first
    }

    /// What an answer begins with; `nil` where it is empty or begins with NULL.
    func value<Value: ColumnValue>(_ query: Query) throws -> Value? { try row(query) { $0[0] as Value? } }

    func isTrue(_ query: Query) throws -> Bool { try value(query) ?? false }

    func count(_ query: Query) throws -> Int { try value(query) ?? 0 }
}
