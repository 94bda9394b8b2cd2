import Feeds
import History
import Inspections

/// What the rows of one table came to.
struct TableTally {
    var alerts: [StoredAlert] = []
    /// Inspections that were not known.
    var new = 0
    /// Rows that are not taken, and why.
    var doubts: [String] = []
    /// Among the new ones, what another source states too: equally, and otherwise.
    var confirmed = 0
    var contradicted = 0
    /// Rows of publications that this version states still, as far as it was looked at.
    var present: Set<Int64> = []
    /// Providers of all rows that were looked at.
    var visited: Set<ProviderID> = []
    /// True where rows were left out.
    var isPartlyRead = false
    /// Inspections whose number another provider's row had in an earlier version, with that row's publication.
    var moved: [(stated: TableInspection, from: StoredPublication)] = []
    /// Providers of rows without a number.
    var unnumbered: Set<ProviderID> = []
}
