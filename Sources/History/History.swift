import CSQLite
import Foundation
import GRDB
import GRDBSQLite
import Synchronization

/// Everything that has been seen, judged, raised and delivered, in one SQLite file.
package final class History: Sendable {
    /// A database that is open.
    struct Opened: Sendable {
        let database: DatabaseQueue
        let commits: GroupCommit
        let file: FileIdentity?
        /// `nil` before it was looked for.
        var journal: FileIdentity?
    }

    let path: String
    private let opened: Mutex<Opened>

    var current: Opened { opened.withLock { $0 } }

    func change(_ body: (inout Opened) -> Place) -> Place { opened.withLock { body(&$0) } }

    /// Opens or creates the database at `path` and brings its tables up to date.
    package init(path: String) throws(HistoryError) {
        self.path = path
        History.keepJournals
        do {
            opened = Mutex(try History.opening(path))
        } catch {
            throw HistoryError(error, operation: "open the history", path: path)
        }
    }

    /// Goes on with the database that is at the path now.
    func reopen() throws {
        let now = try History.opening(path)
        opened.withLock { $0 = now }
    }

    private static func opening(_ path: String) throws -> Opened {
        var configuration = GRDB.Configuration()
        configuration.busyMode = .timeout(10)
        configuration.label = "ratingwatch.history"
        configuration.prepareDatabase { database in
            // The log stays beside the file when the daemon stops: who may only read them can read them then, too.
            var isKept: Int32 = 1
            _ = sqlite3_file_control(database.sqliteConnection, nil, SQLITE_FCNTL_PERSIST_WAL, &isKept)
            // A first poll writes all of it once, and the next start would read it all again; closed in order, it is
            // emptied, https://www.sqlite.org/pragma.html#pragma_journal_size_limit
            try database.execute(sql: "PRAGMA journal_size_limit = 4194304")
        }
        let database = try DatabaseQueue(path: path, configuration: configuration)
        // Before anything is written: what is not ours stays as it is.
        if try database.read(HistorySchema.isForeign) { throw HistoryError.foreign(path: path) }
        if try database.read(HistorySchema.migrator.hasBeenSuperseded) { throw HistoryError.newer(path: path) }
        // FULL: a committed alert must survive a power cut, https://www.sqlite.org/pragma.html#pragma_synchronous
        try database.writeWithoutTransaction {
            try $0.execute(sql: "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL")
        }
        try HistorySchema.migrator.migrate(database)
        return Opened(database: database, commits: GroupCommit(database), file: FileIdentity(path))
    }

    /// Ends its use in order, so that the next start has nothing to recover; where that fails, the next start does so.
    package func close() { try? current.database.close() }

    /// What a statement with several rows or an answer changes, SQLite keeps aside until it has succeeded: of each row
    /// of a table some pages, which a file would take longer to hold than the history itself. What grows beyond is
    /// written to one in a single piece, of which SQLite takes 131,071 bytes at most.
    private static let keepJournals: Void = ratingwatch_keep_statement_journals(120_000)

    /// Opens an existing database for reading alone, also beside a running daemon; `nil` where there is none, or
    /// nothing is in it yet.
    package init?(readingAt path: String) throws(HistoryError) {
        self.path = path
        do {
            guard FileManager.default.fileExists(atPath: path) else { return nil }
            var configuration = GRDB.Configuration()
            configuration.readonly = true
            configuration.busyMode = .timeout(10)
            let database = try DatabaseQueue(path: path, configuration: configuration)
            if try database.read(HistorySchema.isForeign) { throw HistoryError.foreign(path: path) }
            let applied = try database.read(HistorySchema.migrator.appliedIdentifiers)
            if applied.isEmpty { return nil }
            if try database.read(HistorySchema.migrator.hasBeenSuperseded) { throw HistoryError.newer(path: path) }
            guard try database.read(HistorySchema.migrator.hasCompletedMigrations) else {
                throw HistoryError.older(path: path)
            }
            opened = Mutex(Opened(database: database, commits: GroupCommit(database), file: FileIdentity(path)))
        } catch {
            throw HistoryError(error, operation: "open the history", path: path)
        }
    }

    /// Runs `body` in one transaction: all of it is recorded for good when this returns, or nothing is.
    package func write<T: Sendable>(
        _ operation: String, _ body: @Sendable @escaping (HistoryTransaction) throws -> T
    ) async throws(HistoryError) -> T {
        do {
            return try await current.commits.write { database in
                let history = HistoryTransaction(database: Database(database))
                let value = try body(history)
                try history.writeTallies()
                return value
            }
        } catch {
            throw HistoryError(error, operation: operation, path: path)
        }
    }

    /// Runs `body` in one transaction, and undoes what it has done unless `keeps`: so that what would follow can be
    /// told.
    package func rehearse<T: Sendable>(
        _ operation: String, keeps: Bool, _ body: @Sendable @escaping (HistoryTransaction) throws -> T
    ) async throws(HistoryError) -> T {
        if keeps { return try await write(operation, body) }
        do {
            let never: T = try await current.commits.write { database in
                throw Rehearsed(value: try body(HistoryTransaction(database: Database(database))))
            }
            return never
        } catch {
            guard let rehearsed = error as? Rehearsed<T> else {
                throw HistoryError(error, operation: operation, path: path)
            }
            return rehearsed.value
        }
    }

    /// Carries what came of a rehearsal past its own undoing.
    private struct Rehearsed<T: Sendable>: Error {
        let value: T
    }

    /// Runs `body` on one unchanging view of the history.
    package func read<T: Sendable>(
        _ operation: String, _ body: @Sendable @escaping (HistoryTransaction) throws -> T
    ) async throws(HistoryError) -> T {
        do {
            // Not `read`: it switches `query_only`, upon which SQLite compiles every statement anew.
            return try await current.database.unsafeRead { database in
                var value: T?
                try database.inTransaction(.deferred) {
                    value = try body(HistoryTransaction(database: Database(database)))
                    return .commit
                }
                guard let value else { throw CancellationError() }
                return value
            }
        } catch {
            throw HistoryError(error, operation: operation, path: path)
        }
    }
}

/// The questions and changes possible within one transaction; never leaves the closure that it is given to.
package struct HistoryTransaction {
    let database: Database
    let tallyChanges = TallyChanges()

    /// Empties the cache of the database's pages, which fills again with use,
    /// https://www.sqlite.org/pragma.html#pragma_shrink_memory
    package func giveMemoryBack() throws {
        try run(Query("PRAGMA shrink_memory"))
    }
}

extension HistoryTransaction {
    /// Alerts raised, by kind.
    package func alertCounts() throws -> [String: Int] {
        try Dictionary(
            uniqueKeysWithValues: rows(Query("SELECT kind, count(*) FROM alerts GROUP BY kind")) {
                ($0[0] as String, $0[1] as Int)
            })
    }

    /// All deliveries ever begun, in order of receiver and state.
    package func deliveryCounts() throws -> [DeliveryCount] {
        try rows(
            Query(
                """
                SELECT receiver, state, count(*) AS count FROM deliveries
                GROUP BY receiver, state ORDER BY receiver, state
                """)
        ) { DeliveryCount(receiver: $0["receiver"], state: $0["state"], count: $0["count"]) }
    }
}
