import GRDB

extension HistoryError {
    init(_ error: any Error, operation: String, path: String) {
        if let known = error as? HistoryError {
            self = known
            return
        }
        self.operation = operation
        self.subject = path
        if error is CancellationError {
            self.cause = "the program is stopping"
            self.hint = "nothing was changed, it is done after the next start"
            self.isRetryable = true
            return
        }
        guard let database = error as? DatabaseError else {
            self.cause = String(describing: error)
            self.hint = "this is a fault of ratingwatch; nothing was changed"
            self.isRetryable = false
            return
        }
        // The SQL is named and its values are not: they may be a reader's business alone.
        let statement = database.sql.map { " while executing \($0.prefix(120))" } ?? ""
        let cause = "SQLite \(database.resultCode.rawValue): \(database.message ?? "no message")\(statement)"
        let isDamaged = [.SQLITE_CORRUPT, .SQLITE_NOTADB].contains(database.resultCode)
        self.cause = isDamaged ? "it is damaged, or no database (\(cause))" : cause
        switch database.resultCode {
        case .SQLITE_BUSY, .SQLITE_LOCKED:
            self.hint = "another process holds the database; it is tried again"
            self.isRetryable = true
        case .SQLITE_FULL, .SQLITE_IOERR:
            self.hint = "free some space or mend the disk; nothing was changed and it is tried again"
            self.isRetryable = true
        case .SQLITE_CANTOPEN, .SQLITE_READONLY, .SQLITE_PERM, .SQLITE_AUTH:
            self.hint = "the state folder must exist and belong to the user that runs ratingwatch"
            self.isRetryable = false
        case .SQLITE_CORRUPT, .SQLITE_NOTADB:
            self.hint = "restore the file from a backup, or move it away to begin a new history"
            self.isRetryable = false
        default:
            self.hint = "nothing was changed"
            self.isRetryable = false
        }
    }
}
