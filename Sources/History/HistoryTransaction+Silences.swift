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
