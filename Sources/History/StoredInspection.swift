package import Inspections

/// A graded inspection of the history, with the publication that reported it.
package struct StoredInspection: Sendable, Hashable {
    /// Row of the publication.
    package let row: Int64
    package let inspection: GradedInspection
    /// In the order of `inspection.judgements`, then the areas no longer graded.
    package let changes: [StoredChange]
    package let late: Bool
}
