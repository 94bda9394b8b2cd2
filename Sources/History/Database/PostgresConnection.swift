import Postgres

/// PostgreSQL within one transaction. One writes at a time, which keeps every rule of a single file true: a sequence
/// without a gap, for one.
struct PostgresConnection {
    private let session: Session
    private let right: WriteRight

    init(_ session: Session, _ right: WriteRight) {
        self.session = session
        self.right = right
    }

    var changes: Int { session.changes }

    func run(_ query: Query, _ next: (Row) throws -> Bool) throws {
        try session.run(query.sql, query.values.map { $0?.stored.parameter }) {
            try Row.read(.postgres($0), of: query.sql, next)
        }
    }

    /// Several questions, whose answers are waited for once.
    func together(_ queries: [Query]) throws -> [Answer] {
        try session.together(queries.map { ($0.sql, $0.values.map { $0?.stored.parameter }) })
    }

    /// Without waiting for its end.
    func send(_ query: Query) throws {
        try session.send(query.sql, query.values.map { $0?.stored.parameter })
    }

    /// A piece at a time, so that what is asked for is never held whole; another question may be asked between.
    func each(_ query: Query, _ next: (Row) throws -> Bool) throws {
        let name = session.openCursor()
        defer { session.closeCursor() }
        try session.send(
            "DECLARE \(name) NO SCROLL CURSOR FOR \(query.sql)", query.values.map { $0?.stored.parameter })
        var (isWanted, fetched) = (true, PostgresConnection.piece)
        while isWanted, fetched == PostgresConnection.piece {
            fetched = 0
            try session.run("FETCH \(PostgresConnection.piece) FROM \(name)") {
                fetched += 1
                isWanted = try Row.read(.postgres($0), of: query.sql, next)
                return isWanted
            }
        }
        try session.send("CLOSE \(name)")
    }

    /// Rows that are held at once.
    private static let piece = 500

    /// A statement with a list for each of its marks.
    func send(_ sql: String, _ lists: [PostgresList]) throws {
        try session.send(sql, lists.map { .letters($0.letters) })
    }

    func transaction(_ body: () throws -> Bool) throws {
        try begin("BEGIN ISOLATION LEVEL READ COMMITTED")
        // One lock for each record: others may lie beside it in the same database.
        try send(
            Query("SELECT pg_advisory_xact_lock(\(PostgresConnection.lock), current_schema()::regnamespace::oid::int)"))
        do {
            try end {
                guard try body() else { return false }
                // A daemon finds at its next look what it has to do; sooner where a command tells it.
                if case .free = right { try call() }
                return true
            }
        } catch let error as PostgresError where error.state == PostgresConnection.waitedTooLong && session.isOpen {
            // PostgreSQL 15 ends no transaction for being long.
            try session.run(
                """
                SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND granted AND objsubid = 2
                    AND classid = \(PostgresConnection.lock) AND objid = current_schema()::regnamespace::oid
                """)
            throw error
        }
    }

    /// Looks, before anything of it is changed, whether a part of the work is this daemon's still.
    func fence(_ share: Share) throws {
        if let lease = try right.lease(for: share) { try send(lease.fence) }
    }

    /// Wakes those that listen, once what was changed is recorded.
    func call() throws { try send(Query("SELECT " + Lease.call)) }

    /// `lock_not_available`.
    private static let waitedTooLong = "55P03"

    func view<T>(_ body: () throws -> T) throws -> T {
        try begin("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
        var value: T?
        try end {
            value = try body()
            return true
        }
        guard let value else { throw CancellationError() }
        return value
    }

    var isInsideTransaction: Bool { session.isOpen }

    func savepoint<T>(_ body: () throws -> T) throws -> T {
        try session.send("SAVEPOINT change")
        do {
            let value = try body()
            try session.run("RELEASE SAVEPOINT change")
            return value
        } catch {
            if session.isOpen {
                // What was sent before it failed is skipped.
                try? session.settle()
                try session.run("ROLLBACK TO SAVEPOINT change")
            }
            throw error
        }
    }

    func deferForeignKeys() throws { try session.send("SET CONSTRAINTS ALL DEFERRED") }

    /// `RWAT`.
    static let lock = 0x5257_4154

    private func begin(_ sql: String) throws { try session.send(sql) }

    private func end(_ body: () throws -> Bool) throws {
        do {
            try session.run(try body() ? "COMMIT" : "ROLLBACK")
        } catch {
            if session.isOpen {
                try? session.settle()
                try session.run("ROLLBACK")
            }
            throw error
        }
    }
}

extension StoredValue {
    fileprivate var parameter: Parameter {
        switch self {
        case .integer(let number): .text(String(number))
        case .real(let number): .text(String(number))
        case .text(let text): .text(text)
        case .bytes(let bytes): .bytes(bytes)
        }
    }
}
