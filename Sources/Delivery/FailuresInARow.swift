import Receivers
import Synchronization

/// How often in a row a receiver could not be given anything: not one alert that it does not like, but the receiver itself.
final class FailuresInARow: Sendable {
    private let known = Mutex(0)

    /// With what came of one more attempt.
    func count(_ verdict: Attempt.Verdict) -> Int {
        known.withLock { known in
            if case .retry = verdict { known += 1 } else { known = 0 }
            return known
        }
    }
}
