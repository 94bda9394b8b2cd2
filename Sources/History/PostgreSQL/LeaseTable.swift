import Foundation

/// What the database knows of a fleet, asked and told by the daemon that is a member of it.
struct LeaseTable {
    let database: Database
    let member: FleetMember
    let epoch: Int64

    /// Takes a place under a name; the epoch. Whoever had it is refused from now on.
    static func join(_ member: FleetMember, in database: Database) throws -> Int64 {
        var epoch: Int64 = 0
        try database.run(
            Query(
                """
                INSERT INTO ratingwatch_daemons AS known
                    (name, epoch, version, logs, configuration, share, lives_until, announced, started, seen)
                VALUES (?, 1, ?, ?, ?, ?, ratingwatch_now() + CAST(? AS DOUBLE PRECISION), ratingwatch_now(),
                    ratingwatch_now(), ratingwatch_now())
                ON CONFLICT (name) DO UPDATE SET epoch = known.epoch + 1, version = excluded.version,
                    logs = excluded.logs, share = excluded.share, lives_until = excluded.lives_until,
                    announced = CASE WHEN known.configuration = excluded.configuration THEN known.announced
                        ELSE excluded.announced END,
                    configuration = excluded.configuration, started = excluded.started, seen = excluded.seen
                RETURNING epoch
                """,
                [
                    member.name, member.version, member.logs.joined(separator: ","), member.configuration,
                    member.work.share, member.lease,
                ])
        ) { row in
            epoch = row[0]
            return true
        }
        return epoch
    }

    /// Says that the daemon lives, and what it is configured to do; the time by the database's clock, `nil` where
    /// another process has begun under its name.
    func sayAlive() throws -> Double? {
        var seconds: Double?
        try database.run(
            Query(
                """
                UPDATE ratingwatch_daemons SET seen = ratingwatch_now(),
                    lives_until = ratingwatch_now() + CAST(? AS DOUBLE PRECISION), logs = ?, share = ?,
                    announced = CASE WHEN configuration = ? THEN announced ELSE ratingwatch_now() END,
                    configuration = ?
                WHERE name = ? AND epoch = ? RETURNING ratingwatch_now()
                """,
                [
                    member.lease, member.logs.joined(separator: ","), member.work.share, member.configuration,
                    member.configuration, member.name, epoch,
                ])
        ) { row in
            seconds = row[0]
            return true
        }
        return seconds
    }

    /// Renews all that the daemon has; that.
    func renew() throws -> [Share: Lease] {
        try leases(
            Query(
                """
                UPDATE ratingwatch_leases SET until = ratingwatch_now() + CAST(? AS DOUBLE PRECISION)
                WHERE owner = ? AND epoch = ? RETURNING what, token
                """, [member.lease, member.name, epoch]))
    }

    func look() throws -> FleetLook {
        var look = FleetLook()
        try database.run(
            Query(
                """
                SELECT what, owner, until FROM ratingwatch_leases
                WHERE owner <> ? AND what NOT LIKE ? AND until >= ratingwatch_now() ORDER BY what
                """, [member.name, Share.ownPrefix + "%"])
        ) { row in
            guard let share = Share(what: row[0]) else { return true }
            look.others[share] = (row[1], Date(timeIntervalSince1970: row[2]))
            return true
        }
        if case .whole = member.work { return look }
        try database.run(
            Query(
                """
                SELECT name, configuration FROM ratingwatch_daemons
                WHERE share = ? AND lives_until >= ratingwatch_now() ORDER BY announced DESC, name
                """, [member.work.share])
        ) { row in
            look.daemons.append((row[0], row[1]))
            return true
        }
        try database.run(Query("SELECT host, target FROM ratingwatch_links ORDER BY host, target")) { row in
            look.links.append((row[0], row[1]))
            return true
        }
        return look
    }

    /// Takes what of it is free; that. Within a transaction of a command's, and so behind whatever the owner before has
    /// still written.
    func take(_ shares: [Share]) throws -> [Share: Lease] {
        // Not beside those that part the work otherwise, nor by a configuration that another has replaced meanwhile.
        let isWhole = member.work == .whole
        return try leases(
            Query(
                """
                INSERT INTO ratingwatch_leases AS held (what, owner, epoch, token, until)
                SELECT wanted.what, ?, ?, 1, ratingwatch_now() + CAST(? AS DOUBLE PRECISION)
                FROM unnest(CAST(? AS TEXT[])) AS wanted(what)
                WHERE wanted.what LIKE ? OR (
                    NOT EXISTS (
                        SELECT 1 FROM ratingwatch_leases AS other
                        WHERE other.owner <> ? AND other.until >= ratingwatch_now() AND other.what NOT LIKE ?
                            AND (other.what = 'fleet') = CAST(? AS BOOLEAN))
                    AND NOT EXISTS (
                        SELECT 1 FROM ratingwatch_daemons AS other, ratingwatch_daemons AS own
                        WHERE own.name = ? AND other.share = 'hosts' AND own.share = 'hosts'
                            AND other.lives_until >= ratingwatch_now() AND other.announced > own.announced
                            AND other.configuration <> own.configuration))
                ON CONFLICT (what) DO UPDATE SET owner = excluded.owner, epoch = excluded.epoch,
                    token = held.token + 1, until = excluded.until
                WHERE held.until < ratingwatch_now() OR (held.owner = excluded.owner AND held.epoch <= excluded.epoch)
                RETURNING what, token
                """,
                [
                    member.name, epoch, member.lease, list(shares), Share.ownPrefix + "%", member.name,
                    Share.ownPrefix + "%", isWhole ? "false" : "true", member.name,
                ]))
    }

    /// Has others take it at once.
    func release(_ shares: Set<Share>) throws {
        try database.run(
            Query(
                """
                UPDATE ratingwatch_leases SET owner = '', until = 0
                WHERE owner = ? AND epoch <= ? AND what = ANY(CAST(? AS TEXT[])) RETURNING \(Lease.call)
                """, [member.name, epoch, list(shares)])
        ) { _ in true }
    }

    /// Has others take all that it has at once.
    func leave() throws {
        try database.run(
            Query(
                """
                UPDATE ratingwatch_leases SET owner = '', until = 0 WHERE owner = ? AND epoch <= ?
                RETURNING \(Lease.call)
                """, [member.name, epoch])
        ) { _ in true }
        try database.run(
            Query(
                "UPDATE ratingwatch_daemons SET lives_until = 0 WHERE name = ? AND epoch = ?", [member.name, epoch])
        ) { _ in true }
    }

    /// Refuses what those write that are configured otherwise; they ask nobody any more once they hear of it, and until
    /// then nobody else does. Within a transaction of a command's.
    func refuseOthers() throws {
        try database.send(
            Query(
                """
                UPDATE ratingwatch_leases AS held SET epoch = 0 FROM ratingwatch_daemons AS other
                WHERE held.owner = other.name AND other.name <> ? AND other.share = 'hosts'
                    AND other.configuration <> ? AND held.what NOT LIKE ?
                """, [member.name, member.configuration, Share.ownPrefix + "%"]))
    }

    /// What was refused is free once the daemon that had it knows of it.
    func releaseRefused() throws {
        try database.run(
            Query(
                """
                UPDATE ratingwatch_leases SET owner = '', until = 0 WHERE owner = ? AND epoch = 0
                RETURNING \(Lease.call)
                """, [member.name])
        ) { _ in true }
    }

    /// One host has led to another: they are one daemon's from now on.
    func link(_ host: String, to target: String) throws {
        try database.send(
            Query(
                "INSERT INTO ratingwatch_links (host, target) VALUES (?, ?) ON CONFLICT DO NOTHING", [host, target]))
    }

    private func list(_ shares: some Sequence<Share>) -> String {
        let names = shares.map { $0.what(of: member.name) }.sorted()
        return String(decoding: PostgresList(names.map(StoredValue.text)).letters, as: UTF8.self)
    }

    private func leases(_ query: Query) throws -> [Share: Lease] {
        var leases: [Share: Lease] = [:]
        try database.run(query) { row in
            guard let share = Share(what: row[0]) else { return true }
            leases[share] = Lease(what: row[0], owner: member.name, epoch: epoch, token: row[1])
            return true
        }
        return leases
    }
}
