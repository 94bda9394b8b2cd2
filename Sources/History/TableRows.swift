extension HistoryTransaction {
    /// Fingerprints of the rows of a feed's last table, ascending.
    package func tableRows(feed: String) throws -> [Int64] {
        try rows(
            Query("SELECT fingerprint FROM table_rows WHERE feed = ? ORDER BY fingerprint", [feed])
        ) { $0[0] as Int64 }
    }

    /// Makes `rows` the fingerprints of a feed's last table; `before` are those that it has now. Both ascend.
    package func save(tableRows rows: [Int64], insteadOf before: [Int64], feed: String) throws {
        let delete = "DELETE FROM table_rows WHERE feed = ? AND fingerprint = ?"
        var (old, new) = (0, 0)
        while old < before.count || new < rows.count {
            if new == rows.count || (old < before.count && before[old] < rows[new]) {
                try run(
                    Query(
                        delete, [feed, before[old]]))
                old += 1
            } else if old == before.count || rows[new] < before[old] {
                try write(.tableRow, [feed, rows[new]])
                new += 1
            } else {
                (old, new) = (old + 1, new + 1)
            }
        }
    }
}
