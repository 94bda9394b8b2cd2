import CSQLite
import Foundation
import GRDB
import GRDBSQLite
import Synchronization

/// The record in one SQLite file: the default.
final class SQLiteEngine: Engine {
    /// A database that is open.
    struct Opened: Sendable {
        let database: DatabaseQueue
        let commits: GroupCommit
        let file: FileIdentity?
        /// `nil` before it was looked for.
        var journal: FileIdentity?

        init(_ database: DatabaseQueue, at path: String) {
            self.database = database
            commits = GroupCommit { work in
                database.asyncWriteWithoutTransaction { work(.success(.sqlite(SQLiteConnection($0)))) }
            }
            file = FileIdentity(path)
        }
    }

    let path: String
    private let opened: Mutex<Opened>

    var subject: String { path }
    var current: Opened { opened.withLock { $0 } }

    func change(_ body: (inout Opened) -> History.Place) -> History.Place { opened.withLock { body(&$0) } }

    /// Opens or creates the database at `path` and brings its tables up to date.
    init(path: String) throws {
        self.path = path
        SQLiteEngine.keepJournals
        opened = Mutex(try SQLiteEngine.opening(path))
    }

    /// Goes on with the database that is at the path now.
    func reopen() throws {
        let now = try SQLiteEngine.opening(path)
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
        return Opened(database, at: path)
    }

    func close() { try? current.database.close() }

    /// What a statement with several rows or an answer changes, SQLite keeps aside until it has succeeded: of each row
    /// of a table some pages, which a file would take longer to hold than the history itself. What grows beyond is
    /// written to one in a single piece, of which SQLite takes 131,071 bytes at most.
    private static let keepJournals: Void = ratingwatch_keep_statement_journals(120_000)

    /// Opens an existing database for reading alone; `nil` where there is none, or nothing is in it yet.
    init?(readingAt path: String) throws {
        self.path = path
        guard try RecordPlace.isFile(at: path) else { return nil }
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
        opened = Mutex(Opened(database, at: path))
    }

    // The lock of the state's folder lets one daemon in.
    var isShared: Bool { false }
    func join(_ member: FleetMember) async throws {}
    func lead() async throws -> Leadership { .leads(.all, until: .now + .seconds(86_400)) }
    func letGo(but duties: Duties) {}
    func describe(_ member: FleetMember) {}
    func listen(_ wake: @escaping @Sendable () -> Void) {}
    func stepDown() async throws {}
    var mayAct: Bool { true }
    func mayAsk(_ host: String, for source: String) async -> Bool { true }
    var now: Date? { nil }
    func doubtsOfServer() async throws -> [String] { [] }

    func write<T: Sendable>(
        as share: Share, gathering: GroupCommit.Gathering?, _ body: @escaping @Sendable (Database) throws -> T
    ) async throws -> T {
        try await current.commits.write(gathering: gathering, body)
    }

    func read<T: Sendable>(_ body: @escaping @Sendable (Database) throws -> T) async throws -> T {
        // Not `read`: it switches `query_only`, upon which SQLite compiles every statement anew.
        try await current.database.unsafeRead { try Database.sqlite(SQLiteConnection($0)).view(body) }
    }

    func writeNow<T>(_ body: (Database) throws -> T) throws -> T {
        try current.database.writeWithoutTransaction {
            let connection = SQLiteConnection($0)
            var value: T?
            try connection.transaction {
                value = try body(.sqlite(connection))
                return true
            }
            guard let value else { throw CancellationError() }
            return value
        }
    }

    func readNow<T>(_ body: (Database) throws -> T) throws -> T {
        try current.database.unsafeRead { try Database.sqlite(SQLiteConnection($0)).view(body) }
    }
}
