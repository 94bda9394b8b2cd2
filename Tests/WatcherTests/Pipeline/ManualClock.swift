import Foundation
import Synchronization
import Watcher

/// A clock that moves only when it is told to, without jitter.
final class ManualClock: Sendable {
    private let instant: Mutex<Date>

    init(_ start: Date) { instant = Mutex(start) }

    var now: Date { instant.withLock { $0 } }

    func advance(_ seconds: Double) { instant.withLock { $0 += seconds } }

    var clock: Clock { Clock(now: { self.now }, spread: { 0 }) }
}
