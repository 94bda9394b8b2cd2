package import Foundation

/// Notices that the wall clock has been set: it has then moved otherwise than a clock that nobody sets. Pure.
package struct ClockSteps: Sendable {
    private var last: (wall: Date, steady: ContinuousClock.Instant)?

    /// Seconds; what a time service mends little by little is no step.
    static let least: Double = 5

    package init() {}

    /// True where the wall clock was set, forward or back, since this was asked last. `steady`: of the same moment; it goes on
    /// while the machine sleeps.
    package mutating func notice(wall: Date, steady: ContinuousClock.Instant) -> Bool {
        defer { last = (wall, steady) }
        guard let last else { return false }
        let passed = last.steady.duration(to: steady) / .seconds(1)
        return abs(wall.timeIntervalSince(last.wall) - passed) > ClockSteps.least
    }
}
