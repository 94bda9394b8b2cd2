import GRDB

extension HistorySchema {
    static var migrator: DatabaseMigrator {
        var migrator = DatabaseMigrator()
        for migration in migrations {
            migrator.registerMigration(migration.name) { database in
                if migration.name == migrations.first?.name {
                    try database.execute(sql: "PRAGMA application_id = \(mark)")
                }
                for sql in migration.tables + migration.takeover + migration.removals {
                    try database.execute(sql: sql)
                }
                try migration.fill?(HistoryTransaction(database: .sqlite(SQLiteConnection(database))))
            }
        }
        return migrator
    }

    /// `RWAT`: tells a history from another program's database,
    /// https://www.sqlite.org/pragma.html#pragma_application_id
    private static let mark = 0x5257_4154

    /// True for a database that holds something, but nothing of ours.
    static func isForeign(_ database: GRDB.Database) throws -> Bool {
        if try Int.fetchOne(database, sql: "PRAGMA application_id") == mark { return false }
        return try Bool.fetchOne(database, sql: "SELECT EXISTS (SELECT 1 FROM sqlite_master)") ?? false
    }
}
