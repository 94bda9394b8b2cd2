import Dispatch
import Glibc

/// Turns SIGTERM and SIGINT into a request to stop; the second one ends the process at once.
package struct SignalWatch: Sendable {
    /// Yields the first signal's number, then ends.
    package let stopRequests: AsyncStream<Int32>

    /// Takes over the process's signals: SIGPIPE is ignored, since a reader that goes away is no reason to end.
    package init() {
        signal(SIGPIPE, SIG_IGN)
        let (stream, continuation) = AsyncStream.makeStream(of: Int32.self)
        stopRequests = stream
        let queue = DispatchQueue(label: "ratingwatch.signals")
        for number in [SIGTERM, SIGINT] { Self.watch(number, on: queue, continuation) }
    }

    /// Returns when the signal is watched; until then it still ends the process, so none is lost in between.
    private static func watch(_ number: Int32, on queue: DispatchQueue, _ requests: AsyncStream<Int32>.Continuation) {
        let source = DispatchSource.makeSignalSource(signal: number, queue: queue)
        // The handler holds its source, and so keeps it alive as long as the process.
        source.setEventHandler {
            // Signals coalesce: two that come at once arrive as one event. After `finish` nothing is enqueued any more.
            guard source.data == 1, case .enqueued = requests.yield(number) else { _exit(128 + number) }
            requests.finish()
        }
        let registered = DispatchSemaphore(value: 0)
        source.setRegistrationHandler { registered.signal() }
        source.activate()
        registered.wait()
    }
}
