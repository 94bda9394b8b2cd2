/// What one new report changes in a provider's history.
package struct Change: Hashable, Codable, Sendable {
    package let judgements: [JudgementChange]
    /// True where the inspection began before one that was already known.
    package let late: Bool
    /// The publication that may be the predecessor but cannot be compared with yet.
    package let blockedBy: UnresolvedPublication?

    package init(judgements: [JudgementChange], late: Bool, blockedBy: UnresolvedPublication? = nil) {
        self.judgements = judgements
        self.late = late
        self.blockedBy = blockedBy
    }

    /// The part of it that concerns these areas.
    package func telling(_ areas: Set<String>) -> Change {
        Change(judgements: judgements.filter { areas.contains($0.area) }, late: late, blockedBy: blockedBy)
    }

    package var direction: AlertDirection { AlertDirection(of: judgements.map(\.direction)) }

    /// `rating-changed` where at least one area improved or declined, else `inspection-published`.
    package var kind: AlertKind {
        switch direction {
        case .improved, .declined, .mixed: .ratingChanged
        case .unchanged, .none: .inspectionPublished
        }
    }
}
