/// Where a line of an alert points: a sign and a word, so that colour only repeats what is written.
package enum ReaderMark: String, Sendable, Hashable, CaseIterable {
    case priorityAction = "priority action"
    case declined, mixed, corrected, disputed, improved, first
    case notComparable = "not comparable"
    case notJudged = "not judged"
    case noLongerGraded = "no longer graded"
    case unchanged
    case none

    /// Of a direction as alerts write it, of a judgement or of a whole alert; `nil` for a late report, which is
    /// compared with nothing.
    package init(direction: String?) {
        switch direction.flatMap(Direction.init(rawValue:)) {
        case .improved: self = .improved
        case .declined: self = .declined
        case .unchanged: self = .unchanged
        case .first: self = .first
        case .notComparable: self = .notComparable
        case .noLongerGraded: self = .noLongerGraded
        case nil: self = direction == AlertDirection.mixed.rawValue ? .mixed : .none
        }
    }

    /// One letter wide; empty for none.
    package var sign: String {
        switch self {
        case .priorityAction: "!"
        case .declined: "▼"
        case .mixed: "◆"
        case .corrected, .disputed: "≠"
        case .improved: "▲"
        case .first: "+"
        case .notComparable, .notJudged: "~"
        case .noLongerGraded: "–"
        case .unchanged: "="
        case .none: ""
        }
    }

    /// `▼ declined`; empty for none.
    package var label: String { self == .none ? "" : "\(sign) \(rawValue)" }

    /// `▼ declined` for a direction as alerts write it.
    package static func label(direction: String?) -> String {
        ReaderMark(direction: direction).label
    }
}
