import Foundation
import Postgres

/// The record in a PostgreSQL database, which several machines reach.
final class PostgreSQLEngine: Engine {
    private let address: PostgresAddress
    private let writer: SessionLine
    private let reader: SessionLine
    private let keeper: LeaseKeeper
    private let commits: GroupCommit

    var subject: String { address.subject }

    /// Makes the tables or brings them up to date. `tables`: those of this program, or, in tests, of another version.
    convenience init(_ place: PostgresPlace, tables: [HistorySchema.Migration] = HistorySchema.shared) throws {
        self.init(at: place, tables)
        let subject = subject
        try writer.now { try HistorySchema.bringUpToDate($0, subject, tables) }
    }

    /// For reading alone; `nil` where nothing is in it yet.
    convenience init?(readingAt place: PostgresPlace) throws {
        self.init(at: place.toRead, HistorySchema.shared)
        let subject = subject
        guard try reader.now({ try HistorySchema.isUsable($0, subject) }) else { return nil }
    }

    /// For what is asked of the server alone, whether or not a record is there.
    convenience init(asking place: PostgresPlace) { self.init(at: place, HistorySchema.shared) }

    private init(at place: PostgresPlace, _ tables: [HistorySchema.Migration]) {
        address = place.address
        let writer = SessionLine(place, label: "ratingwatch.history")
        self.writer = writer
        reader = SessionLine(place, label: "ratingwatch.history.read")
        keeper = LeaseKeeper(place, writer: writer, tables: tables)
        commits = GroupCommit { writer.later($0) }
    }

    func write<T: Sendable>(
        as share: Share, gathering: GroupCommit.Gathering?, _ body: @escaping @Sendable (Database) throws -> T
    ) async throws -> T {
        try await commits.write(gathering: gathering) { database in
            try database.fence(share)
            return try body(database)
        }
    }

    func read<T: Sendable>(_ body: @escaping @Sendable (Database) throws -> T) async throws -> T {
        try await reader.ask { try $0.view(body) }
    }

    func writeNow<T>(_ body: (Database) throws -> T) throws -> T {
        try writer.now { database in
            var value: T?
            try database.transaction {
                // What it waits for meanwhile is no other daemon's business.
                try database.send(Query("SET LOCAL idle_in_transaction_session_timeout = 0"))
                value = try body(database)
                return true
            }
            guard let value else { throw CancellationError() }
            return value
        }
    }

    func readNow<T>(_ body: (Database) throws -> T) throws -> T {
        try reader.now { database in
            try database.view { database in
                try database.send(Query("SET LOCAL idle_in_transaction_session_timeout = 0"))
                return try body(database)
            }
        }
    }

    func close() {
        keeper.close()
        writer.close()
        reader.close()
    }

    var isShared: Bool { true }
    func join(_ member: FleetMember) async throws { try await keeper.join(member) }
    func describe(_ member: FleetMember) async throws { try await keeper.describe(member) }
    func listen(_ wake: @escaping @Sendable () -> Void) { keeper.listen(wake) }
    func lead() async throws -> Leadership { try await keeper.lead() }
    func letGo(but duties: Duties) { keeper.letGo(but: duties) }
    func stepDown() async throws { try await keeper.stepDown() }
    var mayAct: Bool { keeper.mayAct }
    func mayAsk(_ host: String, for source: String) async -> Bool { await keeper.mayAsk(host, for: source) }
    var now: Date? { keeper.now }

    func doubtsOfServer() async throws -> [String] {
        let servers = address.hosts.count
        return try await reader.ask { try Replication.doubts(servers: servers, in: $0) }
    }

    /// Whoever keeps the server sees to its files.
    var place: History.Place { .sound }
    func restore() async throws {}
    func faults() async throws -> [String] { [] }
}
