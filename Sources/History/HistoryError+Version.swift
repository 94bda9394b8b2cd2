extension HistoryError {
    /// Another program's database is left as it is.
    static func foreign(path: String) -> HistoryError {
        HistoryError(
            operation: "open the history", subject: path, cause: "it is a database, but not ratingwatch's",
            hint: "move it away, or name another folder with \"state\" in the configuration", isRetryable: false)
    }

    /// A database that a newer program has written is left as it is.
    static func newer(path: String) -> HistoryError {
        HistoryError(
            operation: "open the history", subject: path, cause: "a newer ratingwatch has written it",
            hint: "install that version again, or restore the file from the backup made before the upgrade",
            isRetryable: false)
    }

    /// One that an older program has written is brought up to date by the daemon alone.
    static func older(path: String) -> HistoryError {
        HistoryError(
            operation: "open the history", subject: path, cause: "an older ratingwatch has written it",
            hint: "start the daemon of this version once, it brings the tables up to date", isRetryable: false)
    }
}
