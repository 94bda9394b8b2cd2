/// What a letter on a visit says of areas for priority action: the gravest that it can find.
package enum PriorityAction: String, Hashable, Sendable, CaseIterable {
    /// Areas are stated.
    case yes
    /// Those of an earlier visit remain.
    case remain
    case no

    /// The fact of a letter that holds it.
    package static let fact = "priority_action"

    /// The fact that holds the printed words of that; the words are proof of it, and no news by themselves.
    package static let printedFact = "priority_action_printed"

    /// The facts of a letter without their proof.
    package static func stated(_ facts: [String: String]) -> [String: String] { facts.filter { $0.key != printedFact } }

    /// `nil` where the facts say nothing of it.
    package init?(in facts: [String: String]?) {
        guard let action = facts?[PriorityAction.fact].flatMap(PriorityAction.init(rawValue:)) else { return nil }
        self = action
    }

    package var isUrgent: Bool { self != .no }

    package var words: String {
        switch self {
        case .yes: "areas for priority action"
        case .remain: "areas for priority action remain"
        case .no: "no areas for priority action"
        }
    }
}
