import Dispatch
import Glibc

/// Turns SIGTERM and SIGINT into a request to stop; the second one ends the process at once. A daemon's SIGHUP becomes
/// a request to reload.
package struct SignalWatch: Sendable {
    /// Yields the first signal's number, then ends.
    package let stopRequests: AsyncStream<Int32>
    /// Yields for each SIGHUP, if that is watched.
    package let reloadRequests: AsyncStream<Void>

    /// Takes over the process's signals: SIGPIPE is ignored, since a reader that goes away is no reason to end.
    /// `hangUpReloads`: SIGHUP is watched; but where standard input is a terminal it says that this has gone, and ends
    /// the process as ever.
    package init(hangUpReloads: Bool = false) {
        signal(SIGPIPE, SIG_IGN)
        let (stops, stop) = AsyncStream.makeStream(of: Int32.self)
        let (reloads, reload) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
        (stopRequests, reloadRequests) = (stops, reloads)
        let queue = DispatchQueue(label: "ratingwatch.signals")
        for number in [SIGTERM, SIGINT] {
            Self.watch(number, on: queue) { times in
                // After `finish` nothing is enqueued any more.
                guard times == 1, case .enqueued = stop.yield(number) else { _exit(128 + number) }
                stop.finish()
            }
        }
        if hangUpReloads, isatty(STDIN_FILENO) == 0 { Self.watch(SIGHUP, on: queue) { _ in reload.yield() } }
    }

    /// Returns when the signal is watched; until then it still ends the process, so none is lost in between. Signals
    /// coalesce: `handle` hears how many came at once.
    private static func watch(_ number: Int32, on queue: DispatchQueue, _ handle: @escaping @Sendable (UInt) -> Void) {
        let source = DispatchSource.makeSignalSource(signal: number, queue: queue)
        // The handler holds its source, and so keeps it alive as long as the process.
        source.setEventHandler { handle(source.data) }
        let registered = DispatchSemaphore(value: 0)
        source.setRegistrationHandler { registered.signal() }
        source.activate()
        registered.wait()
    }
}
