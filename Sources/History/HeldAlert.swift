package import Inspections

/// An alert that waits for an operator's word; it has no number yet.
package struct HeldAlert: Sendable, Hashable {
    package let id: Int64
    /// Row of the publication that it is about.
    package let publication: Int64
    package let alert: Alert
}
