import Inspections

/// What an attempt to fetch a known document says of whether it is still there.
enum DocumentPresence: Hashable, Sendable {
    case there, gone
    /// A refusal, an error or garbage says nothing.
    case unknown

    init(_ reading: DocumentReading) {
        switch reading {
        case .unchanged: self = .there
        case .outcome(let outcome, _):
            switch outcome.result {
            case .graded, .ungraded, .doubtful: self = .there
            case .notAReport: self = outcome.isNotFoundPage ? .gone : .unknown
            case .unreadable: self = .unknown
            }
        case .failed(_, _, let isGone): self = isGone ? .gone : .unknown
        case .notFollowed: self = .unknown
        }
    }
}
