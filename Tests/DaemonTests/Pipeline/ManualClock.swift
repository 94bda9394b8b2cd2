import Foundation
import Synchronization

@testable import Polling
@testable import System

/// A clock that moves only when it is told to, without jitter.
final class ManualClock: Sendable {
    private let instant: Mutex<Date>

    init(_ start: Date) { instant = Mutex(start) }

    var now: Date { instant.withLock { $0 } }

    func advance(_ seconds: Double) { instant.withLock { $0 += seconds } }

    var clock: Clock { Clock(now: { self.now }, jitter: { 0 }) }

    /// One that also moves a little each time that it is asked, as clocks do.
    var runningClock: Clock {
        Clock(
            now: {
                self.instant.withLock {
                    $0 += 0.001; return $0
                }
            }, jitter: { 0 })
    }
}
