import Foundation
import GRDB

extension HistoryTransaction {
    package func logHead(receiver: String) throws -> StoredLogHead? {
        try Row.fetchOne(
            database.cachedStatement(sql: "SELECT * FROM log_heads WHERE receiver = ?"), arguments: [receiver]
        ).map { StoredLogHead(sequence: $0["sequence"], hash: $0["hash"]) }
    }

    package func saveLogHead(_ head: StoredLogHead, receiver: String) throws {
        try database.cachedStatement(
            sql: "INSERT OR REPLACE INTO log_heads (receiver, sequence, hash) VALUES (?, ?, ?)"
        ).execute(arguments: [receiver, head.sequence, head.hash])
    }

    /// The last line of a log that was removed on purpose; `nil` where all of them are kept.
    package func logRemoval(receiver: String) throws -> StoredLogHead? {
        try Row.fetchOne(
            database.cachedStatement(sql: "SELECT * FROM log_removals WHERE receiver = ?"), arguments: [receiver]
        ).map { StoredLogHead(sequence: $0["sequence"], hash: $0["hash"]) }
    }

    package func saveLogRemoval(_ end: StoredLogHead, receiver: String) throws {
        try database.cachedStatement(
            sql: "INSERT OR REPLACE INTO log_removals (receiver, sequence, hash) VALUES (?, ?, ?)"
        ).execute(arguments: [receiver, end.sequence, end.hash])
    }
}
