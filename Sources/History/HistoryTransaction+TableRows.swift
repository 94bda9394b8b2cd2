import GRDB

extension HistoryTransaction {
    /// Fingerprints of the rows of a feed's last table.
    package func tableRows(feed: String) throws -> Set<UInt64> {
        var rows: Set<UInt64> = []
        let cursor = try Int64.fetchCursor(
            database.cachedStatement(sql: "SELECT fingerprint FROM table_rows WHERE feed = ?"), arguments: [feed])
        while let fingerprint = try cursor.next() { rows.insert(UInt64(bitPattern: fingerprint)) }
        return rows
    }

    /// Makes `rows` the fingerprints of a feed's last table; `before` are those that it has now.
    package func save(tableRows rows: Set<UInt64>, insteadOf before: Set<UInt64>, feed: String) throws {
        for (sql, fingerprints) in [
            ("DELETE FROM table_rows WHERE feed = ? AND fingerprint = ?", before.subtracting(rows)),
            ("INSERT INTO table_rows (feed, fingerprint) VALUES (?, ?)", rows.subtracting(before)),
        ] {
            for fingerprint in fingerprints {
                try database.cachedStatement(sql: sql).execute(
                    arguments: [feed, Int64(bitPattern: fingerprint)])
            }
        }
    }
}
