import Polling

/// What a poll came to, as metrics count it.
enum PollOutcome: String, CaseIterable {
    /// Something new was recorded.
    case changed
    case unchanged
    case failed
    /// The history could not be used: it is done again.
    case unrecorded

    /// `nil` for a poll that could not be recorded.
    init(_ report: PollReport?) {
        guard let report else {
            self = .unrecorded
            return
        }
        self = report.failed ? .failed : report.isUnchanged ? .unchanged : .changed
    }
}
