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
    }

    private let state = Mutex(State())
    private let line: SessionLine
    private let writer: SessionLine
    private let subject: String

    init(_ place: PostgresPlace, writer: SessionLine) {
        line = SessionLine(place, label: "ratingwatch.history.keep")
        self.writer = writer
        subject = place.address.subject
    }

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
                    INSERT INTO ratingwatch_daemons AS known (name, epoch, version, logs, started, seen)
                    VALUES (?, 1, ?, ?, ratingwatch_now(), ratingwatch_now())
                    ON CONFLICT (name) DO UPDATE SET epoch = known.epoch + 1, version = excluded.version,
                        logs = excluded.logs, started = excluded.started, seen = excluded.seen
                    RETURNING epoch
                    """, [member.name, member.version, member.logs.joined(separator: ",")])
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

    /// Renews the lease, or takes it where it is free.
    func lead() async throws -> Leadership {
        let (member, epoch, lease) = state.withLock { ($0.member, $0.epoch, $0.lease) }
        guard let member else { return .open }
        let asked = ContinuousClock.now
        if let lease {
            if try await askOfThisVersion({ try LeaseKeeper.renew(lease, for: member.lease, in: $0) }) {
                return lead(lease, since: asked)
            }
            drop()
        }
        switch try await askOfThisVersion({ try LeaseKeeper.look(member, epoch, in: $0) }) {
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
                    "UPDATE ratingwatch_leases SET until = 0 WHERE what = ? AND owner = ? AND epoch = ? AND token = ?",
                    [Lease.what, lease.owner, lease.epoch, lease.token])
            ) { _ in true }
        }
    }

    /// Throws where a newer program has brought the tables up to date: this one stands back.
    private func askOfThisVersion<T: Sendable>(_ work: @escaping @Sendable (Database) throws -> T) async throws -> T {
        let subject = subject
        return try await line.ask { database in
            try HistorySchema.checkNames(database, subject)
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

    /// False where it is another's.
    private static func renew(_ lease: Lease, for seconds: Double, in database: Database) throws -> Bool {
        var isMine = false
        try database.run(
            Query(
                """
                WITH seen AS (UPDATE ratingwatch_daemons SET seen = ratingwatch_now() WHERE name = ? AND epoch = ?)
                UPDATE ratingwatch_leases SET until = ratingwatch_now() + CAST(? AS DOUBLE PRECISION)
                WHERE what = ? AND owner = ? AND epoch = ? AND token = ? RETURNING TRUE
                """, [lease.owner, lease.epoch, seconds, Lease.what, lease.owner, lease.epoch, lease.token])
        ) { _ in
            isMine = true
            return true
        }
        return isMine
    }

    private static func look(_ member: FleetMember, _ epoch: Int64, in database: Database) throws -> Leadership {
        var newest: Int64?
        try database.run(
            Query(
                "UPDATE ratingwatch_daemons SET seen = ratingwatch_now() WHERE name = ? AND epoch = ? RETURNING epoch",
                [member.name, epoch])
        ) { row in
            newest = row[0]
            return true
        }
        if newest == nil { return .replaced }
        var owner: String?
        try database.run(
            Query(
                "SELECT owner FROM ratingwatch_leases WHERE what = ? AND owner <> ? AND until >= ratingwatch_now()",
                [Lease.what, member.name])
        ) { row in
            owner = row[0]
            return true
        }
        return owner.map { .follows($0) } ?? .open
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
