extension History {
    /// A daemon that leads, or was heard of a moment ago by somebody who may still be there.
    private struct SignOfLife: Sendable {
        let name: String
        let leads: Bool
        let seen: Double
    }

    /// Names of the daemons that work on the record; on a file the lock of its folder tells. One that was stopped in
    /// order is none of them, one that was killed once its lease has run out. Waits where only time can tell.
    package func runningDaemons() async throws(HistoryError) -> [String] {
        let first = try await signsOfLife()
        var running = first.filter(\.leads).map(\.name)
        var doubtful = first.filter { !$0.leads }
        // Whoever stands by says so every few seconds.
        while !doubtful.isEmpty {
            try? await Task.sleep(for: .seconds(1))
            let now = try await signsOfLife()
            let alive = now.filter { one in one.leads || doubtful.contains { $0.name == one.name && $0.seen < one.seen }
            }
            running += alive.map(\.name)
            doubtful.removeAll { one in running.contains(one.name) || !now.contains { $0.name == one.name } }
        }
        return Set(running).sorted()
    }

    private func signsOfLife() async throws(HistoryError) -> [SignOfLife] {
        try await asking("look for daemons") {
            try await engine.read { database in
                guard case .postgres = database else { return [] }
                var found: [SignOfLife] = []
                // A session that bears its name may be another's, of another record in the same database.
                try database.run(
                    Query(
                        """
                        SELECT name, leads, seen FROM (
                            SELECT name, seen, EXISTS (
                                SELECT 1 FROM ratingwatch_leases WHERE owner = name AND until >= ratingwatch_now()
                            ) AS leads FROM ratingwatch_daemons) AS known
                        WHERE leads OR (seen >= ratingwatch_now() - 15 AND EXISTS (
                            SELECT 1 FROM pg_stat_activity
                            WHERE datname = current_database() AND pid <> pg_backend_pid()
                                AND application_name = left('ratingwatch@' || name, 63)))
                        ORDER BY name
                        """)
                ) { row in
                    found.append(SignOfLife(name: row[0], leads: row[1], seen: row[2]))
                    return true
                }
                return found
            }
        }
    }
}
