import History
import Inspections

extension DocumentCheck {
    /// Days in a row on which a report must be gone before it counts as withdrawn.
    static let daysToBelieve = 3

    /// Notes whether the document was there on a day; the change that readers should hear of, once each. `isDoubted`: too many are
    /// gone at once for the source to be believed, so that the days count and nothing is told.
    mutating func note(isThere: Bool, on day: CalendarDate, isDoubted: Bool = false) -> Change? {
        if isThere {
            missingDays = 0
            missingOn = nil
            guard isWithdrawn else { return nil }
            isWithdrawn = false
            return .restored
        }
        if missingOn != day {
            missingDays += 1
            missingOn = day
        }
        guard missingDays >= DocumentCheck.daysToBelieve, !isWithdrawn, !isDoubted else { return nil }
        isWithdrawn = true
        return .withdrawn
    }
}

extension DocumentCheck.Change {
    /// What it is told as.
    var kind: AlertKind {
        switch self {
        case .withdrawn: .reportWithdrawn
        case .restored: .reportRestored
        }
    }
}
