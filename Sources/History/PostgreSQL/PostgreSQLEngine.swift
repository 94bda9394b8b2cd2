import Postgres

/// The record in a PostgreSQL database, which several machines reach.
final class PostgreSQLEngine: Engine {
    private let address: PostgresAddress
    private let writer: SessionLine
    private let reader: SessionLine
    private let commits: GroupCommit

    var subject: String { address.subject }

    /// Makes the tables or brings them up to date. `isOnlyOne`: for a daemon, of which there is one.
    convenience init(_ place: PostgresPlace, isOnlyOne: Bool) throws {
        self.init(at: place, isOnlyOne: isOnlyOne)
        let subject = subject
        try writer.now { try HistorySchema.bringUpToDate($0, subject) }
    }

    /// For reading alone; `nil` where nothing is in it yet.
    convenience init?(readingAt place: PostgresPlace) throws {
        self.init(at: place)
        let subject = subject
        guard try reader.now({ try HistorySchema.isUsable($0, subject) }) else { return nil }
    }

    private init(at place: PostgresPlace, isOnlyOne: Bool = false) {
        address = place.address
        let writer = SessionLine(place, label: "ratingwatch.history", isOnlyOne: isOnlyOne)
        self.writer = writer
        reader = SessionLine(place, label: "ratingwatch.history.read")
        commits = GroupCommit { writer.later($0) }
    }

    func write<T: Sendable>(_ body: @escaping @Sendable (Database) throws -> T) async throws -> T {
        try await commits.write(body)
    }

    func read<T: Sendable>(_ body: @escaping @Sendable (Database) throws -> T) async throws -> T {
        try await withCheckedThrowingContinuation { continuation in
            reader.later { database in
                continuation.resume(with: Result { try database.get().view(body) })
            }
        }
    }

    func close() {
        writer.close()
        reader.close()
    }

    /// Whoever keeps the server sees to its files.
    var place: History.Place { .sound }
    func restore() async throws {}
    func faults() async throws -> [String] { [] }
}
