import Dispatch
import GRDB

/// Everything that has been seen, judged, raised and delivered, in one SQLite file.
package final class History: Sendable {
    private let database: any DatabaseWriter
    private let path: String

    /// Opens or creates the database at `path` and brings its tables up to date.
    package init(path: String) throws(HistoryError) {
        self.path = path
        do {
            var configuration = GRDB.Configuration()
            configuration.busyMode = .timeout(10)
            configuration.label = "ratingwatch.history"
            let pool = try DatabasePool(path: path, configuration: configuration)
            // A pool's own set-up of WAL resets this to NORMAL, so it is set after opening.
            // FULL: a committed alert must survive a power cut, https://www.sqlite.org/pragma.html#pragma_synchronous
            try pool.writeWithoutTransaction { try $0.execute(sql: "PRAGMA synchronous = FULL") }
            try HistorySchema.migrator.migrate(pool)
            database = pool
        } catch {
            throw HistoryError(error, operation: "open the history", path: path)
        }
    }

    /// Opens an existing database for reading alone, also beside a running daemon.
    package init(readingAt path: String) throws(HistoryError) {
        self.path = path
        do {
            var configuration = GRDB.Configuration()
            configuration.readonly = true
            configuration.busyMode = .timeout(10)
            database = try DatabaseQueue(path: path, configuration: configuration)
        } catch {
            throw HistoryError(error, operation: "open the history", path: path)
        }
    }

    /// Runs `body` in one transaction: all of it is recorded, or nothing is.
    package func write<T: Sendable>(
        _ operation: String, _ body: @Sendable @escaping (HistoryTransaction) throws -> T
    ) async throws(HistoryError) -> T {
        do {
            return try await database.write { try body(HistoryTransaction(database: $0)) }
        } catch {
            throw HistoryError(error, operation: operation, path: path)
        }
    }

    /// Runs `body` on one unchanging view of the history.
    package func read<T: Sendable>(
        _ operation: String, _ body: @Sendable @escaping (HistoryTransaction) throws -> T
    ) async throws(HistoryError) -> T {
        do {
            return try await database.read { try body(HistoryTransaction(database: $0)) }
        } catch {
            throw HistoryError(error, operation: operation, path: path)
        }
    }
}
