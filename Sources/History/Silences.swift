package import Foundation

extension HistoryTransaction {
    /// Returns the silence's number.
    package func addSilence(match: String, who: String, why: String, until: Date, at now: Date) throws -> Int64 {
        let columns: [(String, (any QueryValue)?)] = [
            ("match", match), ("who", who), ("why", why), ("until", until.seconds), ("added", now.seconds),
        ]
        return try value(.insert(into: "silences", columns, "RETURNING id")) ?? 0
    }

    /// Those that hold at an instant, oldest first.
    package func silences(at now: Date) throws -> [StoredSilence] {
        try rows(Query("SELECT * FROM silences WHERE until > ? ORDER BY id", [now.seconds])) {
            StoredSilence(
                id: $0["id"], match: $0["match"], who: $0["who"], why: $0["why"],
                until: Date(timeIntervalSince1970: $0["until"]), added: Date(timeIntervalSince1970: $0["added"]))
        }
    }

    /// `match`: in JSON.
    package func changeSilence(_ id: Int64, match: String) throws {
        try run(Query("UPDATE silences SET match = ? WHERE id = ?", [match, id]))
    }

    /// False where there is none of that number.
    package func removeSilence(_ id: Int64) throws -> Bool {
        try changes(by: Query("DELETE FROM silences WHERE id = ?", [id])) > 0
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
