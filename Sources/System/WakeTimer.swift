import Dispatch

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
