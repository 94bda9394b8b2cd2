/// In which order readers want to hear of alerts: what may need them today comes first.
package enum ReaderUrgency: Int, Sendable, Hashable, CaseIterable, Comparable {
    case priorityAction, declined, mixed, portfolio, corrected, improved, unchanged, other, operators

    package init(_ content: AlertContent) {
        guard let kind = AlertKind(rawValue: content.kind) else {
            self = .other
            return
        }
        if kind.isForOperators {
            self = .operators
            return
        }
        switch kind {
        case .portfolio: self = .portfolio
        case .ratingCorrected, .sourcesDisagree, .reportWithdrawn, .reportRestored: self = .corrected
        case .providerUnchecked, .providerEnded: self = .other
        default: self = ReaderUrgency(facts: content.data.facts, direction: content.data.direction)
        }
    }

    private init(facts: [String: String]?, direction: String?) {
        if PriorityAction(in: facts)?.isUrgent == true {
            self = .priorityAction
            return
        }
        switch direction.flatMap(AlertDirection.init(rawValue:)) {
        case .declined: self = .declined
        case .mixed: self = .mixed
        case .improved: self = .improved
        case .unchanged: self = .unchanged
        case .some(.none), nil: self = .other
        }
    }

    /// The heading of such alerts in a list of many.
    package var title: String {
        switch self {
        case .priorityAction: "Areas for priority action"
        case .declined: "Declined"
        case .mixed: "Mixed"
        case .portfolio: "Lists of providers"
        case .corrected: "Corrected, withdrawn or in dispute"
        case .improved: "Improved"
        case .unchanged: "Unchanged"
        case .other: "Other"
        case .operators: "For operators"
        }
    }

    package static func < (a: ReaderUrgency, b: ReaderUrgency) -> Bool { a.rawValue < b.rawValue }
}
