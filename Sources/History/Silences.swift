package import Foundation
import GRDB

extension HistoryTransaction {
    /// Returns the silence's number.
    package func addSilence(match: String, who: String, why: String, until: Date, at now: Date) throws -> Int64 {
        try database.execute(
            sql: "INSERT INTO silences (match, who, why, until, added) VALUES (?, ?, ?, ?, ?)",
            arguments: [match, who, why, until.seconds, now.seconds])
        return database.lastInsertedRowID
    }

    /// Those that hold at an instant, oldest first.
    package func silences(at now: Date) throws -> [StoredSilence] {
        try Row.fetchAll(
            database.cachedStatement(sql: "SELECT * FROM silences WHERE until > ? ORDER BY id"),
            arguments: [now.seconds]
        ).map {
            StoredSilence(
                id: $0["id"], match: $0["match"], who: $0["who"], why: $0["why"],
                until: Date(timeIntervalSince1970: $0["until"]), added: Date(timeIntervalSince1970: $0["added"]))
        }
    }

    /// False where there is none of that number.
    package func removeSilence(_ id: Int64) throws -> Bool {
        try database.execute(sql: "DELETE FROM silences WHERE id = ?", arguments: [id])
        return database.changesCount > 0
    }
}

/// A silence that was added on the command line.
package struct StoredSilence: Sendable, Hashable {
    /// Number that the history gave it; never used again.
    package let id: Int64
    /// What it silences, in JSON.
    package let match: String
    package let who: String
    package let why: String
    package let until: Date
    package let added: Date
}
