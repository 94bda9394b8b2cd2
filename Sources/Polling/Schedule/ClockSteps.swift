package import Foundation

/// Notices that the wall clock has been set: it has then moved otherwise than a clock that nobody sets. Pure.
package struct ClockSteps: Sendable {
    private var last: (wall: Date, steady: ContinuousClock.Instant)?

    /// Seconds; what a time service mends little by little is no step.
    static let least: Double = 5

    package init() {}

    /// Seconds by which the wall clock was set since this was asked last, less than 0 where it was set back; `nil` where it was
    /// not. `steady`: of the same moment; it goes on while the machine sleeps.
    package mutating func notice(wall: Date, steady: ContinuousClock.Instant) -> Double? {
        defer { last = (wall, steady) }
        guard let last else { return nil }
        let step = wall.timeIntervalSince(last.wall) - last.steady.duration(to: steady) / .seconds(1)
        return abs(step) > ClockSteps.least ? step : nil
    }
}
