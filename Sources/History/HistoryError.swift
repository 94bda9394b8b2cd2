import GRDB
import Postgres

/// The history could not be opened, read or written.
package struct HistoryError: Error, CustomStringConvertible, Sendable {
    /// What was being done: `record a poll`.
    package let operation: String
    /// Path or address of the database.
    package let subject: String
    /// The engine's own words, with its code, never with values.
    package let cause: String
    package let hint: String

    /// True where the server cannot be asked now: it is asked again.
    package private(set) var isAway = false
    /// True for a server that another has taken the place of.
    package private(set) var isFormer = false
    /// True where a newer program has brought the tables up to date.
    package private(set) var isNewer = false

    package var description: String { "cannot \(operation) in \(subject): \(cause); \(hint)" }
}

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
            return
        }
        if let refusal = error as? PostgresError {
            (cause, hint) = HistoryError.words(of: refusal)
            isAway = refusal.isLost || ["08", "57", "53", "55"].contains(refusal.state.prefix(2))
            return
        }
        guard let database = error as? DatabaseError else {
            self.cause = String(describing: error)
            self.hint = "this is a fault of ratingwatch; nothing was changed"
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
        case .SQLITE_FULL, .SQLITE_IOERR:
            self.hint = "free some space or mend the disk; nothing was changed and it is tried again"
        case .SQLITE_CANTOPEN, .SQLITE_READONLY, .SQLITE_PERM, .SQLITE_AUTH:
            self.hint = "the state folder must exist and belong to the user that runs ratingwatch"
        case .SQLITE_CORRUPT, .SQLITE_NOTADB:
            self.hint = "restore the file from a backup, or move it away to begin a new history"
        default:
            self.hint = "nothing was changed"
        }
    }
}

extension HistoryError {
    private static func words(of error: PostgresError) -> (cause: String, hint: String) {
        if error.state == Lease.refusal { return (notLeading.cause, notLeading.hint) }
        if error.isWithoutLibrary {
            return (error.message, "install libpq5 in version 14 or later, as by apt install libpq5")
        }
        // Of what is wrong with a value the server repeats the value.
        let message = error.state.hasPrefix("22") ? "a value does not fit" : error.message
        let statement = error.sql.map { " while executing \($0.prefix(120))" } ?? ""
        let cause = error.state.isEmpty ? message : "PostgreSQL \(error.state): \(message)\(statement)"
        switch error.state.prefix(2) {
        case _ where error.isLost, "08", "57":
            return (cause, "the server is asked again; look whether it runs and lets ratingwatch in")
        case "28", "3D":
            return (cause, "look at the address, the user and the password, and at the server's pg_hba.conf")
        case "40", "55": return (cause, "another daemon holds the record; it is tried again")
        case "42" where error.state == "42501": return (cause, "the user must own the record's tables")
        case "53", "58": return (cause, "the server is short of space, memory or connections; it is tried again")
        default: return (cause, "nothing was changed")
        }
    }

    /// A daemon that stands by has tried to write.
    static let notLeading = HistoryError(
        operation: "write", subject: "the record", cause: "another daemon leads",
        hint: "nothing was changed, that one goes on")

    /// A database that cannot hold a record as it is.
    static func unusable(_ subject: String, cause: String, hint: String) -> HistoryError {
        HistoryError(operation: "open the history", subject: subject, cause: cause, hint: hint)
    }

    /// A server that was the primary before another took its place, and has come back as if nothing had been. It is
    /// asked again: once the other answers, or it follows that one, all goes on.
    static func former(_ subject: String, timeline: Int64, newest: Int64) -> HistoryError {
        var error = HistoryError(
            operation: "open the history", subject: subject,
            cause: "the server is a former primary, of timeline \(timeline), where \(newest) was seen already",
            hint: "make it a standby of the one that took its place, as by pg_rewind; nothing is written to it")
        error.isFormer = true
        error.isAway = true
        return error
    }

    /// Another program's database is left as it is.
    static func foreign(path: String) -> HistoryError {
        HistoryError(
            operation: "open the history", subject: path, cause: "it is a database, but not ratingwatch's",
            hint: "move it away, or name another folder with \"state\" in the configuration")
    }

    /// A database that a newer program has written is left as it is.
    static func newer(path: String) -> HistoryError {
        var error = HistoryError(
            operation: "open the history", subject: path, cause: "a newer ratingwatch has written it",
            hint: "install that version again, or restore the file from the backup made before the upgrade")
        error.isNewer = true
        return error
    }

    /// One that an older program has written is brought up to date by the daemon alone.
    static func older(path: String) -> HistoryError {
        HistoryError(
            operation: "open the history", subject: path, cause: "an older ratingwatch has written it",
            hint: "start the daemon of this version once, it brings the tables up to date")
    }
}
