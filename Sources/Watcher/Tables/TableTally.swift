import History

/// What the rows of one table came to.
struct TableTally {
    var alerts: [StoredAlert] = []
    /// Inspections that were not known.
    var new = 0
    /// Among them, what another source had stated before: equally, and otherwise.
    var confirmed = 0
    var contradicted = 0
}
