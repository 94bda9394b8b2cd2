import Dispatch
package import Foundation

/// The wall clock and the chance, as values: the only fakes in tests.
package struct Clock: Sendable {
    package let now: @Sendable () -> Date
    /// A number from -1 to 1, for jitter.
    package let jitter: @Sendable () -> Double

    package init(now: @escaping @Sendable () -> Date, jitter: @escaping @Sendable () -> Double) {
        self.now = now
        self.jitter = jitter
    }

    package static let system = Clock(now: { Date() }, jitter: { Double.random(in: -1...1) })
}

/// One monotonic timer of the system: wakes the daemon once, at the latest instant asked for last.
package final class WakeTimer {
    private let source: any DispatchSourceTimer

    package init(onWake: @escaping @Sendable () -> Void) {
        source = DispatchSource.makeTimerSource(queue: DispatchQueue(label: "ratingwatch.timer"))
        source.setEventHandler(handler: onWake)
        source.schedule(deadline: .distantFuture)
        source.activate()
    }

    /// Replaces the wake-up asked for before.
    package func wake(afterSeconds seconds: Double) {
        // A leeway lets the kernel join wake-ups of an idle machine.
        source.schedule(
            deadline: .now() + .milliseconds(Int(max(0, seconds) * 1000)), leeway: .milliseconds(50))
    }

    deinit { source.cancel() }
}
