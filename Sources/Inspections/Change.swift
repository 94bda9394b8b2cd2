/// What one new report changes in a provider's history.
package struct Change: Hashable, Codable, Sendable {
    package let judgements: [JudgementChange]
    /// True where the inspection began before one that was already known.
    package let late: Bool
    /// The areas that a correction is about, by which alone it has a direction; `nil` for all.
    package let corrected: Set<String>?
    /// The publication that may be the predecessor but cannot be compared with yet.
    package let blockedBy: UnresolvedPublication?

    package init(
        judgements: [JudgementChange], late: Bool, corrected: Set<String>? = nil,
        blockedBy: UnresolvedPublication? = nil
    ) {
        self.judgements = judgements
        self.late = late
        self.corrected = corrected
        self.blockedBy = blockedBy
    }

    /// The same as a late report tells it.
    package var asLate: Change {
        Change(judgements: judgements.filter { $0.to != nil }.map(\.asLate), late: true)
    }

    package var direction: AlertDirection {
        guard let corrected else { return AlertDirection(of: judgements.map(\.direction)) }
        let direction = AlertDirection(of: judgements.filter { corrected.contains($0.area) }.map(\.direction))
        // Of a correction nothing stays as it was.
        return direction == .unchanged ? .none : direction
    }

    /// `rating-changed` where at least one area improved or declined, else `inspection-published`.
    package var kind: AlertKind {
        switch direction {
        case .improved, .declined, .mixed: .ratingChanged
        case .unchanged, .none: .inspectionPublished
        }
    }
}
