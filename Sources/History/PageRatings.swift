package import Inspections

/// The ratings that a provider's page states in its markup.
package struct PageRatings: Hashable, Codable, Sendable {
    package let outcome: Outcome
    /// True where readers do not hear of them.
    package let isBaseline: Bool

    package init(outcome: Outcome, isBaseline: Bool) {
        self.outcome = outcome
        self.isBaseline = isBaseline
    }
}
