import GRDB
import GRDBSQLite
import Glibc

/// SQLite within one transaction: GRDB keeps connections, transactions and compiled statements, and SQLite's own calls
/// step through these, which costs half of what GRDB's rows and values do.
struct SQLiteConnection {
    private let connection: GRDB.Database

    init(_ connection: GRDB.Database) { self.connection = connection }

    var changes: Int { connection.changesCount }

    /// The number of the row that was last inserted.
    var lastRow: Int64 { connection.lastInsertedRowID }

    func run(_ query: Query, _ next: (Row) throws -> Bool) throws {
        let compiled = try compiled(query.sql)
        let statement = compiled.sqliteStatement
        defer { sqlite3_reset(statement) }
        for index in query.values.indices {
            let result = SQLiteConnection.bind(query.values[index]?.stored, to: statement, at: Int32(index + 1))
            if result != SQLITE_OK { throw error(result, query.sql) }
        }
        try step(statement, query.sql, next)
    }

    /// The same with values that are stored as they are.
    func run(_ sql: String, _ values: ArraySlice<StoredValue?>, _ next: (Row) throws -> Bool) throws {
        let compiled = try compiled(sql)
        let statement = compiled.sqliteStatement
        defer { sqlite3_reset(statement) }
        for (index, value) in values.enumerated() {
            let result = SQLiteConnection.bind(value, to: statement, at: Int32(index + 1))
            if result != SQLITE_OK { throw error(result, sql) }
        }
        try step(statement, sql, next)
    }

    private func step(_ statement: OpaquePointer, _ sql: String, _ next: (Row) throws -> Bool) throws {
        var result = sqlite3_step(statement)
        while result == SQLITE_ROW {
            if try !Row.read(.sqlite(statement), of: sql, next) { return }
            result = sqlite3_step(statement)
        }
        if result != SQLITE_DONE { throw error(result, sql) }
    }

    func transaction(_ body: () throws -> Bool) throws {
        try connection.inTransaction(.immediate) { try body() ? .commit : .rollback }
    }

    func view<T>(_ body: () throws -> T) throws -> T {
        var value: T?
        try connection.inTransaction(.deferred) {
            value = try body()
            return .commit
        }
        guard let value else { throw CancellationError() }
        return value
    }

    var isInsideTransaction: Bool { connection.isInsideTransaction }

    /// By statements that are kept compiled: of the polls that share a commit each has one.
    func savepoint<T>(_ body: () throws -> T) throws -> T {
        func say(_ sql: String) throws { try run(sql, []) { _ in true } }
        try say("SAVEPOINT part")
        do {
            let value = try body()
            try say("RELEASE part")
            return value
        } catch {
            // A full disk, for one, has ended the whole transaction.
            if isInsideTransaction {
                try say("ROLLBACK TO part")
                try say("RELEASE part")
            }
            throw error
        }
    }

    func deferForeignKeys() throws { try run(Query("PRAGMA defer_foreign_keys = ON")) { _ in true } }

    func touch() throws {
        var version = 0
        try run(Query("PRAGMA user_version")) { row in
            version = row[0]
            return true
        }
        try run(Query("PRAGMA user_version = \(version)")) { _ in true }
    }

    /// https://www.sqlite.org/pragma.html#pragma_shrink_memory
    func giveMemoryBack() throws { try run(Query("PRAGMA shrink_memory")) { _ in true } }

    /// Kept for the next time; one whose answer is still being read is not disturbed.
    private func compiled(_ sql: String) throws -> GRDB.Statement {
        let kept = try connection.cachedStatement(sql: sql)
        return sqlite3_stmt_busy(kept.sqliteStatement) == 0 ? kept : try connection.makeStatement(sql: sql)
    }

    private func error(_ code: Int32, _ sql: String) -> DatabaseError {
        DatabaseError(
            resultCode: ResultCode(rawValue: code),
            message: connection.sqliteConnection.flatMap(sqlite3_errmsg).map { String(cString: $0) }, sql: sql)
    }

    private static func bind(_ value: StoredValue?, to statement: OpaquePointer, at index: Int32) -> Int32 {
        // The statement keeps a copy of its own.
        let copied = unsafeBitCast(-1, to: sqlite3_destructor_type.self)
        switch value {
        case nil: return sqlite3_bind_null(statement, index)
        case .integer(let number): return sqlite3_bind_int64(statement, index, number)
        case .real(let number): return sqlite3_bind_double(statement, index, number)
        case .bytes(let bytes): return sqlite3_bind_blob(statement, index, bytes, Int32(bytes.count), copied)
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
