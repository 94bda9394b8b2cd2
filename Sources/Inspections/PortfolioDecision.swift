/// What a portfolio rule makes of a new statement on one of its providers.
package enum PortfolioDecision: Hashable, Sendable {
    /// The rule holds from now on.
    case holds(PortfolioCrossing)
    /// Its grade is not below, is not given, or is too old.
    case doesNotCount
    /// It counted already, by an earlier grade.
    case countedBefore
    case tooFew(Int, of: Int)
    /// As many as are asked for counted already without it.
    case heldBefore

    package var crossing: PortfolioCrossing? {
        if case .holds(let crossing) = self { crossing } else { nil }
    }

    /// The named reason that `explain` gives.
    package var reason: String {
        switch self {
        case .holds(let crossing): "holds-now: \(crossing.members.count) of \(crossing.rule.count)"
        case .doesNotCount: "does-not-count"
        case .countedBefore: "counted-before"
        case .tooFew(let counted, let asked): "too-few: \(counted) of \(asked)"
        case .heldBefore: "held-before"
        }
    }
}
