extension Configuration {
    /// The database of the history.
    package var historyPath: String { state + "/history.sqlite" }
}
