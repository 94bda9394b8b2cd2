import Foundation
import Postgres
import Synchronization

/// Keeps a daemon's place in a fleet. It has a session of its own: with the writer's, waiting for the record's lock
/// would delay a renewal past the lease's end.
final class LeaseKeeper: Sendable {
    private struct State {
        var member: FleetMember?
        var epoch: Int64 = 0
        var lease: Lease?
        var until: ContinuousClock.Instant?
        var clock: ServerClock?
    }

    private let state = Mutex(State())
    private let line: SessionLine
    private let writer: SessionLine
    private let subject: String
    private let tables: [HistorySchema.Migration]

    /// `tables`: those that this program knows.
    init(_ place: PostgresPlace, writer: SessionLine, tables: [HistorySchema.Migration]) {
        line = SessionLine(place, label: "ratingwatch.history.keep")
        self.writer = writer
        subject = place.address.subject
        self.tables = tables
    }

    /// Has `wake` called whenever another has changed something, or lets go of the lead: sooner than it is looked for.
    func listen(_ wake: @escaping @Sendable () -> Void) { line.listen(wake) }

    /// By the database's clock; `nil` before it was asked.
    var now: Date? { state.withLock(\.clock)?.now() }

    /// True as long as nobody else may lead: until the end of the lease, reckoned from the instant of asking for it;
    /// and for what is no daemon.
    var mayAct: Bool {
        state.withLock { state in state.member == nil || state.until.map { .now < $0 } ?? false }
    }

    /// Takes a place under a name; whoever had it is refused from now on.
    func join(_ member: FleetMember) async throws {
        let epoch = try await line.ask { database in
            var epoch: Int64 = 0
            try database.run(
                Query(
                    """
                    INSERT INTO ratingwatch_daemons AS known (name, epoch, version, logs, configuration, started, seen)
                    VALUES (?, 1, ?, ?, ?, ratingwatch_now(), ratingwatch_now())
                    ON CONFLICT (name) DO UPDATE SET epoch = known.epoch + 1, version = excluded.version,
                        logs = excluded.logs, configuration = excluded.configuration, started = excluded.started,
                        seen = excluded.seen
                    RETURNING epoch
                    """,
                    [member.name, member.version, member.logs.joined(separator: ","), member.configuration])
            ) { row in
                epoch = row[0]
                return true
            }
            return epoch
        }
        writer.allow(.none)
        state.withLock { state in
            state = State()
            state.member = member
            state.epoch = epoch
        }
    }

    /// What is said of it at the next renewal.
    func describe(_ member: FleetMember) { state.withLock { $0.member = member } }

    /// Renews the lease, or takes it where it is free.
    func lead() async throws -> Leadership {
        let (member, epoch, lease) = state.withLock { ($0.member, $0.epoch, $0.lease) }
        guard let member else { return .open }
        let asked = ContinuousClock.now
        if let lease {
            if let seconds = try await askOfThisVersion({ try LeaseKeeper.renew(lease, of: member, in: $0) }) {
                follow(clock: seconds, asked: asked)
                return lead(lease, since: asked)
            }
            drop()
        }
        let looked = ContinuousClock.now
        let (leadership, seconds) = try await askOfThisVersion { try LeaseKeeper.look(member, epoch, in: $0) }
        if let seconds { follow(clock: seconds, asked: looked) }
        switch leadership {
        case .open: break
        case let other: return other
        }
        let taken = try await writer.ask(as: .free) { database in
            // Behind whatever the owner before has still written.
            var taken: Lease?
            try database.transaction {
                taken = try LeaseKeeper.take(member, epoch, in: database)
                return true
            }
            return taken
        }
        guard let taken else { return .open }
        return lead(taken, since: asked)
    }

    /// Lets another lead at once.
    func stepDown() async throws {
        let lease = state.withLock(\.lease)
        drop()
        guard let lease else { return }
        try await line.ask { database in
            try database.run(
                Query(
                    """
                    UPDATE ratingwatch_leases SET until = 0
                    WHERE what = ? AND owner = ? AND epoch = ? AND token = ? RETURNING \(Lease.call)
                    """, [Lease.what, lease.owner, lease.epoch, lease.token])
            ) { _ in true }
        }
    }

    private func follow(clock seconds: Double, asked: ContinuousClock.Instant) {
        guard let clock = ServerClock(seconds: seconds, asked: asked, answered: .now) else { return }
        state.withLock { $0.clock = clock }
    }

    /// Throws where a newer program has brought the tables up to date: this one stands back.
    private func askOfThisVersion<T: Sendable>(_ work: @escaping @Sendable (Database) throws -> T) async throws -> T {
        let (subject, tables) = (subject, tables)
        return try await line.ask { database in
            try HistorySchema.checkNames(database, subject, tables)
            return try work(database)
        }
    }

    func close() { line.close() }

    private func lead(_ lease: Lease, since asked: ContinuousClock.Instant) -> Leadership {
        let until = state.withLock { state in
            let until = asked + .seconds(state.member?.lease ?? 0)
            state.lease = lease
            state.until = until
            return until
        }
        writer.allow(.lease(lease))
        return .leads(until: until)
    }

    private func drop() {
        writer.allow(.none)
        state.withLock { state in
            state.lease = nil
            state.until = nil
        }
    }

    /// The time by the database's clock; `nil` where it is another's.
    private static func renew(_ lease: Lease, of member: FleetMember, in database: Database) throws -> Double? {
        var seconds: Double?
        try database.run(
            Query(
                """
                WITH seen AS (\(seen))
                UPDATE ratingwatch_leases SET until = ratingwatch_now() + CAST(? AS DOUBLE PRECISION)
                WHERE what = ? AND owner = ? AND epoch = ? AND token = ? RETURNING ratingwatch_now()
                """,
                values(member, lease.epoch) + [member.lease, Lease.what, lease.owner, lease.epoch, lease.token])
        ) { row in
            seconds = row[0]
            return true
        }
        return seconds
    }

    /// Who leads, and the time by the database's clock.
    private static func look(
        _ member: FleetMember, _ epoch: Int64, in database: Database
    ) throws -> (Leadership, Double?) {
        var seconds: Double?
        try database.run(Query(seen + " RETURNING ratingwatch_now()", values(member, epoch))) { row in
            seconds = row[0]
            return true
        }
        if seconds == nil { return (.replaced, nil) }
        var leadership = Leadership.open
        try database.run(
            Query(
                "SELECT owner, until FROM ratingwatch_leases WHERE what = ? AND owner <> ? AND until >= ratingwatch_now()",
                [Lease.what, member.name])
        ) { row in
            leadership = .follows(row[0], until: Date(timeIntervalSince1970: row[1]))
            return true
        }
        return (leadership, seconds)
    }

    /// Changes nothing where another process has begun under that name.
    private static let seen = """
        UPDATE ratingwatch_daemons SET seen = ratingwatch_now(), logs = ?, configuration = ? WHERE name = ? AND epoch = ?
        """

    private static func values(_ member: FleetMember, _ epoch: Int64) -> [(any QueryValue)?] {
        [member.logs.joined(separator: ","), member.configuration, member.name, epoch]
    }

    private static func take(_ member: FleetMember, _ epoch: Int64, in database: Database) throws -> Lease? {
        var token: Int64?
        try database.run(
            Query(
                """
                INSERT INTO ratingwatch_leases AS held (what, owner, epoch, token, until)
                VALUES (?, ?, ?, 1, ratingwatch_now() + CAST(? AS DOUBLE PRECISION))
                ON CONFLICT (what) DO UPDATE SET owner = excluded.owner, epoch = excluded.epoch,
                    token = held.token + 1, until = excluded.until
                WHERE held.until < ratingwatch_now() OR (held.owner = excluded.owner AND held.epoch <= excluded.epoch)
                RETURNING token
                """, [Lease.what, member.name, epoch, member.lease])
        ) { row in
            token = row[0]
            return true
        }
        return token.map { Lease(owner: member.name, epoch: epoch, token: $0) }
    }
}
