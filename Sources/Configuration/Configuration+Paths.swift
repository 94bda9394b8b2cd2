extension Configuration {
    /// The database of the history.
    package var historyPath: String { state + "/history.sqlite" }

    /// The folder of the documents that were read.
    package var documentsPath: String { state + "/documents" }

    /// The socket that the running daemon is asked over.
    package var controlPath: String { state + "/control.sock" }
}
