package import Foundation
import Inspections

/// Several daemons that share one record. On a file there is one daemon, which leads.
extension History {
    /// True where several daemons may share the record.
    package var isShared: Bool { engine.isShared }

    /// Takes a place in the fleet: nothing is written before `lead` has said what this daemon does.
    package func join(_ member: FleetMember) async throws(HistoryError) {
        try await asking("join the fleet") { try await engine.join(member) }
    }

    /// Says what this daemon is from now on, under the name that it has joined with.
    package func describe(_ member: FleetMember) async throws(HistoryError) {
        try await asking("tell the fleet of another configuration") { try await engine.describe(member) }
    }

    /// Has `wake` called whenever another has changed something, or lets go of its part: sooner than it is looked for.
    package func listen(_ wake: @escaping @Sendable () -> Void) { engine.listen(wake) }

    /// Says anew that this daemon does what it does, and takes what is free.
    package func lead() async throws(HistoryError) -> Leadership {
        try await asking("keep the lead") { try await engine.lead() }
    }

    /// Has others take what they wait for, but for what is still to be done here: no work on the rest is under way.
    package func letGo(but duties: Duties) { engine.letGo(but: duties) }

    /// Lets others do at once what this one did.
    package func stepDown() async throws(HistoryError) {
        try await asking("let another lead") { try await engine.stepDown() }
    }

    /// False once another daemon may do what this one does, whether or not anybody has said so yet.
    package var mayAct: Bool { engine.mayAct }

    /// False where another daemon may be asking that host. `source`: the host of the feed on whose behalf it is asked.
    package func mayAsk(_ host: String, for source: String) async -> Bool {
        await engine.mayAsk(host, for: source)
    }

    /// What time it is for all daemons that share the record; `nil` where this one's own clock counts.
    package var now: Date? { engine.now }

    /// What of a record's server may lose what was told already, a sentence each; also before there is a record.
    package static func doubtsOfServer(at place: RecordPlace) async throws(HistoryError) -> [String] {
        guard case .postgres(let server) = place else { return [] }
        do {
            return try await PostgreSQLEngine(asking: server).doubtsOfServer()
        } catch {
            throw HistoryError(error, operation: "look at the record's server", path: place.subject)
        }
    }

    /// What of the record's server may lose what was told already, a sentence each.
    package func doubtsOfServer() async throws(HistoryError) -> [String] {
        try await asking("look at the record's server") { try await engine.doubtsOfServer() }
    }
}

extension HistoryTransaction {
    /// All daemons that have ever joined, by name; none on a file.
    package func fleet() throws -> [FleetDaemon] {
        guard case .postgres = database else { return [] }
        return try rows(
            Query(
                """
                SELECT name, version, started, seen, configuration, max(held.until),
                    coalesce(string_agg(held.what, chr(10) ORDER BY held.what), '')
                FROM ratingwatch_daemons LEFT JOIN ratingwatch_leases AS held
                    ON held.owner = name AND held.until >= ratingwatch_now() AND held.what NOT LIKE ?
                GROUP BY name ORDER BY name
                """, [Share.ownPrefix + "%"])
        ) { row in
            let until: Double? = row[5]
            return FleetDaemon(
                name: row[0], version: row[1], started: Date(timeIntervalSince1970: row[2]).iso8601,
                seen: Date(timeIntervalSince1970: row[3]).iso8601, leads: until != nil,
                until: until.map { Date(timeIntervalSince1970: $0).iso8601 }, configuration: row[4],
                shares: (row[6] as String).split(separator: "\n").map(String.init))
        }
    }

    /// Takes a daemon that comes no more out of the fleet, with what waits for its logs; false where there is none.
    package func removeFromFleet(_ name: String) throws -> Bool {
        guard case .postgres = database else { return false }
        try run(
            Query(
                "DELETE FROM deliveries WHERE state = 'pending' AND receiver LIKE ? ESCAPE '\\'",
                ["%@" + name.replacing("\\", with: "\\\\").replacing("%", with: "\\%").replacing("_", with: "\\_")]))
        return try changes(by: Query("DELETE FROM ratingwatch_daemons WHERE name = ?", [name])) > 0
    }

    /// The logs of all daemons, as `log@daemon`; none on a file.
    package func logsOfFleet() throws -> [String] {
        guard case .postgres = database else { return [] }
        return try rows(Query("SELECT name, logs FROM ratingwatch_daemons ORDER BY name")) {
            ($0[0] as String, $0[1] as String)
        }.flatMap { name, logs in logs.split(separator: ",").map { "\($0)@\(name)" } }
    }

    /// A log is each daemon's own file: what one of them is to get, those of the same name are to get.
    func withLogsOfFleet(_ receivers: [String]) throws -> [String] {
        guard receivers.contains(where: { $0.contains("@") }) else { return receivers }
        let logs = try logsOfFleet()
        return receivers.flatMap { receiver in
            guard logs.contains(receiver), let at = receiver.lastIndex(of: "@") else { return [receiver] }
            return logs.filter { $0.hasPrefix(receiver[...at]) }
        }
    }
}
