extension History {
    /// Names of the daemons that work on the record; on a file the lock of its folder tells. One that was stopped in
    /// order is none of them at once, one that was killed once its lease has run out.
    package func runningDaemons() async throws(HistoryError) -> [String] {
        try await asking("look for daemons") {
            try await engine.read { database in
                guard case .postgres = database else { return [] }
                var names: [String] = []
                // Whoever stands by says so every few seconds, by a session that bears its name.
                try database.run(
                    Query(
                        """
                        SELECT name FROM ratingwatch_daemons WHERE EXISTS (
                            SELECT 1 FROM ratingwatch_leases WHERE owner = name AND until >= ratingwatch_now())
                        OR (seen >= ratingwatch_now() - 15 AND EXISTS (
                            SELECT 1 FROM pg_stat_activity
                            WHERE datname = current_database() AND pid <> pg_backend_pid()
                                AND application_name = left('ratingwatch@' || name, 63)))
                        ORDER BY name
                        """)
                ) { row in
                    names.append(row[0])
                    return true
                }
                return names
            }
        }
    }
}
