import History

/// What the rows of one table came to.
struct TableTally {
    var alerts: [StoredAlert] = []
    /// Inspections that were not known.
    var new = 0
    /// Rows that cannot be right, and why.
    var doubts: [String] = []
    /// Among the new ones, what another source states too: equally, and otherwise.
    var confirmed = 0
    var contradicted = 0
}
