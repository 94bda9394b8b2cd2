/// Whether what the server has taken outlives the server.
enum Replication {
    /// What may be lost where another server takes this one's place, a sentence each. `servers`: that the configuration
    /// names.
    static func doubts(servers: Int, in database: Database) throws -> [String] {
        var required = ""
        var standbys = 0
        // Seen only by who may look at the sessions of others.
        var asynchronous: String?
        try database.run(
            Query(
                """
                SELECT current_setting('synchronous_standby_names'), count(pid),
                    string_agg(application_name, ', ' ORDER BY application_name)
                        FILTER (WHERE sync_state IN ('async', 'potential') AND state = 'streaming')
                FROM pg_stat_replication
                """)
        ) { row in
            required = row[0]
            standbys = row[1]
            asynchronous = row[2]
            return true
        }
        if required.isEmpty, standbys > 0 || servers > 1 {
            return [
                "the record's server has asynchronous standbys: if one takes its place, alerts that were told are lost, "
                    + "and others get their numbers; set synchronous_standby_names on it, such as to 'ANY 1 (s1, s2)'"
            ]
        }
        guard let asynchronous, !required.isEmpty else { return [] }
        return [
            "of the standbys of the record's server these are asynchronous, and must never take its place: \(asynchronous)"
        ]
    }
}
