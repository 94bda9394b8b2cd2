package import Foundation

/// The rule by which a wait counts: one that was set in the future was set by a clock that has been set back since, and is over;
/// one that is merely long is kept. Pure.
package enum Wait {
    /// Seconds that a wait may lie in the future and count all the same.
    static let slack: Double = 1

    /// Whether a wait has come to its end. `since`: when it was set; `nil` where nobody knows, which counts as in the past.
    package static func isOver(until end: Date, since set: Date?, at now: Date) -> Bool {
        end <= now || set.map { $0.seconds > latestSet(at: now) } ?? false
    }

    /// What was set after that instant, in seconds since 1970, is void.
    static func latestSet(at now: Date) -> Double { now.seconds + slack }
}
