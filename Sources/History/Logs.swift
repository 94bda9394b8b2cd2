import Inspections

/// Lines of logs that the history does not account for, as after it was restored from a backup.
extension HistoryTransaction {
    /// The highest number of an alert, be it of one that only a log still holds; 0 before the first.
    func lastSequence() throws -> Int {
        let raised = try value(Query("SELECT max(sequence) FROM alerts")) ?? 0
        let logged = try value(Query("SELECT max(sequence) FROM logged_alerts")) ?? 0
        return max(raised, logged)
    }

    /// The id of the alert with that number; `nil` where there is none.
    package func alertID(_ sequence: Int) throws -> String? {
        try value(Query("SELECT id FROM alerts WHERE sequence = ?", [sequence]))
    }

    /// The readable line of the alert with that number; `nil` where there is none.
    package func alertLine(_ sequence: Int) throws -> String? {
        try value(Query("SELECT line FROM alerts WHERE sequence = ?", [sequence]))
    }

    /// Notes for good that a receiver's log holds a line of that number; false where that was known. `id`: of its
    /// alert, where anybody knows.
    package func noteLogged(sequence: Int, id: String?, receiver: String) throws -> Bool {
        try changes(
            by: Query(
                """
                INSERT INTO logged_alerts (receiver, sequence, id) VALUES (?, ?, ?)
                ON CONFLICT (receiver, sequence) DO UPDATE SET id = excluded.id
                WHERE logged_alerts.id IS NULL AND excluded.id IS NOT NULL
                """, [receiver, sequence, id])) > 0
    }

    /// Whether a receiver's log holds an alert under a number that is not the history's.
    package func isLogged(_ id: String, receiver: String) throws -> Bool {
        try isTrue(Query("SELECT EXISTS (SELECT 1 FROM logged_alerts WHERE receiver = ? AND id = ?)", [receiver, id]))
    }

    /// The numbers, of those in a range, of the alerts that a receiver has still to get and does not hold, ascending.
    package func pendingAndNotLogged(receiver: String, in numbers: ClosedRange<Int>) throws -> [Int] {
        try rows(
            Query(
                """
                SELECT sequence FROM deliveries JOIN alerts ON sequence = alert
                WHERE receiver = ?1 AND state = 'pending' AND alert BETWEEN ?2 AND ?3
                AND id NOT IN (SELECT id FROM logged_alerts WHERE receiver = ?1 AND id IS NOT NULL)
                ORDER BY alert
                """, [receiver, numbers.lowerBound, numbers.upperBound])
        ) { $0[0] as Int }
    }

    /// Gives an alert the next number, with all that belongs to it.
    package func renumber(_ sequence: Int) throws {
        let next = try lastSequence() + 1
        // What refers to the alert follows it within this transaction.
        try database.deferForeignKeys()
        try run(
            Query(
                """
                UPDATE alerts SET sequence = ?, body = replace(body, ?, ?) WHERE sequence = ?
                """, [next, Alert.sequenceMember(sequence), Alert.sequenceMember(next), sequence]))
        for table in ["route_decisions", "deliveries", "attempts"] {
            try run(Query("UPDATE \(table) SET alert = ?2 WHERE alert = ?1", [sequence, next]))
        }
    }
}

/// What is known of the file of a log: another file is another chain.
extension HistoryTransaction {
    /// The last line that a log was seen to have; `nil` before the first.
    package func logHead(receiver: String, path: String) throws -> StoredLogHead? {
        try line(in: "log_heads", of: receiver, path)
    }

    package func saveLogHead(_ head: StoredLogHead, receiver: String, path: String) throws {
        try save(head, in: "log_heads", of: receiver, path)
    }

    /// The last line of a log that was removed on purpose; `nil` where all of them are kept.
    package func logRemoval(receiver: String, path: String) throws -> StoredLogHead? {
        try line(in: "log_removals", of: receiver, path)
    }

    package func saveLogRemoval(_ end: StoredLogHead, receiver: String, path: String) throws {
        try save(end, in: "log_removals", of: receiver, path)
    }

    /// All logs of which something is known, each with the last line that it was seen to have; the path is empty where
    /// an older version has not kept it.
    package func knownLogs() throws -> [(receiver: String, path: String, head: StoredLogHead)] {
        try rows(Query("SELECT * FROM log_heads ORDER BY receiver, path")) {
            ($0["receiver"], $0["path"], StoredLogHead(sequence: $0["sequence"], hash: $0["hash"]))
        }
    }

    /// Has a receiver's log be known before anything is written to it. What an older version has kept of it counts for
    /// the file at `path`.
    package func begin(log path: String, of receiver: String) throws {
        for table in ["log_heads", "log_removals"] {
            try run(Query("UPDATE \(table) SET path = ? WHERE receiver = ? AND path = ''", [path, receiver]))
        }
        try run(
            Query(
                "INSERT INTO log_heads (receiver, path, sequence, hash) VALUES (?, ?, 0, ?) ON CONFLICT DO NOTHING",
                [receiver, path, String(repeating: "0", count: 64)]))
    }

    package func forgetLog(receiver: String, path: String) throws {
        for table in ["log_heads", "log_removals"] {
            try run(Query("DELETE FROM \(table) WHERE receiver = ? AND path = ?", [receiver, path]))
        }
    }

    private func line(in table: String, of receiver: String, _ path: String) throws -> StoredLogHead? {
        try row(
            Query("SELECT * FROM \(table) WHERE receiver = ? AND path = ?", [receiver, path])
        ) { StoredLogHead(sequence: $0["sequence"], hash: $0["hash"]) }
    }

    private func save(_ line: StoredLogHead, in table: String, of receiver: String, _ path: String) throws {
        try run(
            .upsert(
                into: table, key: "receiver, path",
                [("receiver", receiver), ("path", path), ("sequence", line.sequence), ("hash", line.hash)]))
    }
}

/// Where a log stood when its last line was acknowledged.
package struct StoredLogHead: Sendable, Hashable {
    /// Of the last alert written; 0 for none.
    package let sequence: Int
    /// Of the last line of a hash chain; 64 zeros for none.
    package let hash: String

    package init(sequence: Int, hash: String) {
        self.sequence = sequence
        self.hash = hash
    }
}
