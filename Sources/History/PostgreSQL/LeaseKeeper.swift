import Foundation
import Postgres
import Synchronization

/// Keeps a daemon's place in a fleet. It has a session of its own: with the writer's, waiting for the record's lock
/// would delay a renewal past the lease's end.
final class LeaseKeeper: Sendable {
    private struct State {
        var member: FleetMember?
        var epoch: Int64 = 0
        var leases: [Share: Lease] = [:]
        var until: ContinuousClock.Instant?
        /// What others are to have, once no work on it is under way here.
        var surplus: Set<Share> = []
        /// What is let go of at the next look, and not used any more.
        var released: Set<Share> = []
        /// Hosts that no feed names, when each was last asked.
        var led: [Share: ContinuousClock.Instant] = [:]
        var generation = 0
        var clock: ServerClock?

        var isInTime: Bool { until.map { .now < $0 } ?? false }

        func recentlyLed(at now: ContinuousClock.Instant) -> Set<Share> {
            let lease = Duration.seconds(member?.lease ?? 0)
            return Set(led.filter { $0.value + lease > now }.keys)
        }
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

    /// Has `wake` called whenever another has changed something, or lets go of its part: sooner than it is looked for.
    func listen(_ wake: @escaping @Sendable () -> Void) { line.listen(wake) }

    /// By the database's clock; `nil` before it was asked.
    var now: Date? { state.withLock(\.clock)?.now() }

    /// True as long as nobody else may do what this one does: until the end of the lease, reckoned from the instant of
    /// asking for it; and for what is no daemon.
    var mayAct: Bool { state.withLock { $0.member == nil || $0.isInTime } }

    /// True where nobody else may ask the host meanwhile. One that no feed names is taken for a while, and goes with
    /// `source` from then on, which has led to it.
    func mayAsk(_ host: String, for source: String) async -> Bool {
        let wanted = Share.host(host)
        let (answer, table) = state.withLock { state -> (Bool?, (FleetMember, Int64)?) in
            guard let member = state.member else { return (true, nil) }
            guard state.isInTime else { return (false, nil) }
            if state.leases[.all] != nil { return (true, nil) }
            if state.leases[wanted] != nil, !state.released.contains(wanted) {
                if state.led[wanted] != nil { state.led[wanted] = .now }
                return (true, nil)
            }
            return (state.leases[.host(source)] == nil || host == source ? false : nil, (member, state.epoch))
        }
        if let answer { return answer }
        guard let (member, epoch) = table else { return false }
        let taken = try? await underLock(member, epoch) { table in
            try table.link(source, to: host)
            return try table.take([wanted])
        }
        guard let lease = taken?[wanted] else { return false }
        state.withLock { state in
            state.leases[wanted] = lease
            state.led[wanted] = .now
        }
        return mayAct
    }

    /// Takes a place under a name; whoever had it is refused from now on.
    func join(_ member: FleetMember) async throws {
        let epoch = try await line.ask { try LeaseTable.join(member, in: $0) }
        writer.allow(.leases([:]))
        state.withLock { state in
            state = State()
            state.member = member
            state.epoch = epoch
        }
    }

    /// What the daemon is from now on. Where the work is parted it counts for all, before anything is done by it.
    func describe(_ member: FleetMember) async throws {
        let (before, epoch) = state.withLock { state in
            defer { state.member = member }
            return (state.member, state.epoch)
        }
        if case .whole = member.work { return }
        do {
            // Behind a look that goes by what it was.
            try await line.ask { _ = try LeaseTable(database: $0, member: member, epoch: epoch).sayAlive() }
            _ = try await underLock(member, epoch) { table in
                try table.refuseOthers()
                return [:]
            }
        } catch {
            state.withLock { $0.member = before }
            throw error
        }
    }

    /// Renews what the daemon has, and takes what is free.
    func lead() async throws -> Leadership {
        let asked = ContinuousClock.now
        guard let known = try await renewed() else { return .open }
        guard let seconds = known.seconds else {
            drop()
            return .replaced
        }
        let (member, epoch) = (known.member, known.epoch)
        hold(known.mine, released: known.released, since: asked)
        if let clock = ServerClock(seconds: seconds, asked: asked, answered: .now) {
            state.withLock { $0.clock = clock }
        }
        let (mine, led) = state.withLock { (Set($0.leases.keys), $0.recentlyLed(at: asked)) }
        let part = FleetPart(of: member, mine: mine, led: led, known.look)
        if let (owner, until) = part.leader {
            // A daemon that leads alone does what the others would do.
            return .follows(owner, until: until)
        }
        state.withLock { state in
            state.surplus = part.plan.letsGo
            state.released.formUnion(part.idle)
        }
        if part.refusesOthers || !part.plan.takes.isEmpty {
            let taken = try await underLock(member, epoch) { table in
                if part.refusesOthers { try table.refuseOthers() }
                return try table.take(part.plan.takes)
            }
            add(taken, since: asked)
        }
        return state.withLock { state in
            let shares = Set(state.leases.keys).subtracting(state.surplus).subtracting(state.released)
                .intersection(member.countedShares)
            guard let until = state.until, !shares.isEmpty else { return .open }
            return .leads(Duties(shares, generation: state.generation, behind: part.behind), until: until)
        }
    }

    /// What others wait for is theirs from the next look on, but for what is still to be done here: no work on the rest
    /// is under way.
    func letGo(but duties: Duties) {
        let leases = state.withLock { state in
            state.released.formUnion(state.surplus.subtracting(duties.shares))
            state.surplus.formIntersection(duties.shares)
            return state.leases.filter { !state.released.contains($0.key) }
        }
        writer.allow(.leases(leases))
    }

    /// Lets others do at once what it did.
    func stepDown() async throws {
        let (member, epoch) = state.withLock { ($0.member, $0.epoch) }
        drop()
        guard let member else { return }
        try await line.ask { try LeaseTable(database: $0, member: member, epoch: epoch).leave() }
    }

    func close() { line.close() }

    /// Changes what is whose, behind whatever the owners before have still written; what was taken.
    private func underLock(
        _ member: FleetMember, _ epoch: Int64, _ work: @escaping @Sendable (LeaseTable) throws -> [Share: Lease]
    ) async throws -> [Share: Lease] {
        try await writer.ask(as: .free) { database in
            var taken: [Share: Lease] = [:]
            try database.transaction {
                taken = try work(LeaseTable(database: database, member: member, epoch: epoch))
                return true
            }
            return taken
        }
    }

    /// What the database says at one look.
    private struct Known: Sendable {
        let member: FleetMember
        let epoch: Int64
        /// What was let go of by it.
        let released: Set<Share>
        /// By the database's clock; `nil` where another process has begun under the name.
        var seconds: Double?
        var mine: [Share: Lease] = [:]
        var look = FleetLook()
    }

    /// Renews all that the daemon has, and looks at what the others have; `nil` for what is no daemon.
    private func renewed() async throws -> Known? {
        try await askOfThisVersion { [self] database in
            // What it is when its turn comes.
            let (member, epoch, released) = state.withLock { ($0.member, $0.epoch, $0.released) }
            guard let member else { return nil }
            let table = LeaseTable(database: database, member: member, epoch: epoch)
            if !released.isEmpty { try table.release(released) }
            var known = Known(member: member, epoch: epoch, released: released)
            known.seconds = try table.sayAlive()
            if known.seconds == nil { return known }
            known.mine = try table.renew()
            try table.releaseRefused()
            known.look = try table.look()
            return known
        }
    }

    /// Throws where a newer program has brought the tables up to date: this one stands back.
    private func askOfThisVersion<T: Sendable>(_ work: @escaping @Sendable (Database) throws -> T) async throws -> T {
        let (subject, tables) = (subject, tables)
        return try await line.ask { database in
            try HistorySchema.checkNames(database, subject, tables)
            return try work(database)
        }
    }

    /// `mine`: all that the daemon has, whatever it knew of.
    private func hold(_ mine: [Share: Lease], released: Set<Share>, since asked: ContinuousClock.Instant) {
        let leases = state.withLock { state in
            state.released.subtract(released)
            var leases = mine.filter { !state.released.contains($0.key) && !released.contains($0.key) }
            // Taken while this was being asked for.
            for (share, last) in state.led where last > asked { leases[share] = leases[share] ?? state.leases[share] }
            let isGained = leases.contains { state.leases[$0.key] != $0.value && state.led[$0.key] == nil }
            if isGained { state.generation += 1 }
            state.leases = leases
            state.led = state.led.filter { leases[$0.key] != nil }
            state.until = leases.isEmpty ? nil : asked + .seconds(state.member?.lease ?? 0)
            return leases
        }
        writer.allow(.leases(leases))
    }

    private func add(_ taken: [Share: Lease], since asked: ContinuousClock.Instant) {
        if taken.isEmpty { return }
        let leases = state.withLock { state in
            state.leases.merge(taken) { _, new in new }
            state.generation += 1
            state.until = asked + .seconds(state.member?.lease ?? 0)
            return state.leases
        }
        writer.allow(.leases(leases))
    }

    private func drop() {
        writer.allow(.leases([:]))
        state.withLock { state in
            (state.leases, state.until, state.surplus, state.released, state.led) = ([:], nil, [], [], [:])
        }
    }
}
