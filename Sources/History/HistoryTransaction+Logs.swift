import Foundation
import GRDB

extension HistoryTransaction {
    /// The last line that a log was seen to have; `nil` before the first.
    package func logHead(receiver: String) throws -> StoredLogHead? {
        try line(in: "log_heads", of: receiver)
    }

    package func saveLogHead(_ head: StoredLogHead, receiver: String) throws {
        try save(head, in: "log_heads", of: receiver)
    }

    /// The last line of a log that was removed on purpose; `nil` where all of them are kept.
    package func logRemoval(receiver: String) throws -> StoredLogHead? {
        try line(in: "log_removals", of: receiver)
    }

    package func saveLogRemoval(_ end: StoredLogHead, receiver: String) throws {
        try save(end, in: "log_removals", of: receiver)
    }

    private func line(in table: String, of receiver: String) throws -> StoredLogHead? {
        try Row.fetchOne(
            database.cachedStatement(sql: "SELECT * FROM \(table) WHERE receiver = ?"), arguments: [receiver]
        ).map { StoredLogHead(sequence: $0["sequence"], hash: $0["hash"]) }
    }

    private func save(_ line: StoredLogHead, in table: String, of receiver: String) throws {
        try database.cachedStatement(
            sql: "INSERT OR REPLACE INTO \(table) (receiver, sequence, hash) VALUES (?, ?, ?)"
        ).execute(arguments: [receiver, line.sequence, line.hash])
    }
}
