extension HistorySchema {
    /// Which migrations a PostgreSQL database has had.
    private static let applied = "ratingwatch_migrations"

    /// What a file has, and what those need that share a record.
    static let shared =
        migrations + [
            Migration(
                name: "fleet-2",
                tables: ["ALTER TABLE ratingwatch_daemons ADD COLUMN configuration TEXT NOT NULL DEFAULT ''"]),
            Migration(name: "fleet-3", tables: Lease.partedTables),
        ]

    /// Makes the tables or brings them up to date; one daemon at a time. `tables`: all that there are to be. A daemon
    /// that leads with older ones is refused from then on.
    static func bringUpToDate(_ database: Database, _ subject: String, _ tables: [Migration]) throws {
        if try names(database)?.count == tables.count { return try checkNames(database, subject, tables) }
        try database.transaction {
            // Another may have done it while this one waited for its turn.
            if try names(database) == nil {
                if try hasTables(database) { throw foreign(subject) }
                for sql in ["CREATE TABLE \(applied) (name TEXT PRIMARY KEY)"] + Lease.tables + StoredFile.tables {
                    try database.send(Query(sql))
                }
            }
            try checkNames(database, subject, tables)
            let known = Set(try names(database) ?? [])
            try database.send(Query("UPDATE ratingwatch_leases SET owner = '', token = token + 1, until = 0"))
            for migration in tables where !known.contains(migration.name) {
                for sql in (migration.tables + migration.removals).flatMap(PostgresText.tables) {
                    try database.send(Query(sql))
                }
                let history = HistoryTransaction(database: database)
                try migration.fill?(history)
                try history.writePending()
                try database.send(Query("INSERT INTO \(applied) (name) VALUES (?)", [migration.name]))
            }
            return true
        }
    }

    /// False where nothing is in it yet; throws where it is not ours, or of another version.
    static func isUsable(_ database: Database, _ subject: String) throws -> Bool {
        guard let names = try names(database) else {
            if try hasTables(database) { throw foreign(subject) }
            return false
        }
        try checkNames(database, subject, shared)
        if names.count < shared.count { throw HistoryError.older(path: subject) }
        return true
    }

    /// Throws where a newer program has brought the tables up to date.
    static func checkNames(_ database: Database, _ subject: String, _ tables: [Migration]) throws {
        if try !Set(names(database) ?? []).isSubset(of: tables.map(\.name)) {
            throw HistoryError.newer(path: subject)
        }
    }

    /// `nil` where there is no record.
    private static func names(_ database: Database) throws -> [String]? {
        var isThere = false
        // Not to_regclass: it may know nothing of what another has made while this one waited for the lock.
        let sql = "SELECT EXISTS (SELECT 1 FROM pg_tables WHERE schemaname = current_schema() AND tablename = ?)"
        try database.run(Query(sql, [applied])) { row in
            isThere = row[0]
            return true
        }
        if !isThere { return nil }
        var names: [String] = []
        try database.run(Query("SELECT name FROM \(applied) ORDER BY name")) { row in
            names.append(row[0])
            return true
        }
        return names
    }

    private static func foreign(_ subject: String) -> HistoryError {
        .unusable(
            subject, cause: "it holds tables, but not ratingwatch's",
            hint: "name an empty database, or a schema of its own with options=-csearch_path%3DNAME")
    }

    private static func hasTables(_ database: Database) throws -> Bool {
        var found = false
        try database.run(
            Query("SELECT EXISTS (SELECT 1 FROM pg_tables WHERE schemaname = current_schema())")
        ) { row in
            found = row[0]
            return true
        }
        return found
    }
}
