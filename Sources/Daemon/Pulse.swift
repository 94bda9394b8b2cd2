import Synchronization

/// Whether the scheduler makes progress, for those who ask beside it.
final class Pulse: Sendable {
    private struct State {
        var beat: SuspendingClock.Instant?
        var trouble: String?
    }

    private let state = Mutex(State())
    /// Seconds without a beat after which progress is in doubt.
    private let patience: Double

    init(patience: Double) { self.patience = patience }

    /// The scheduler has moved, and the database has answered.
    func beat() { state.withLock { $0 = State(beat: .now) } }

    /// It has moved, but not all is well.
    func miss(_ trouble: String) { state.withLock { $0.trouble = trouble } }

    /// Why there is no progress; `nil` where there is.
    var trouble: String? {
        let state = state.withLock { $0 }
        if let trouble = state.trouble { return trouble }
        guard let beat = state.beat else { return "the daemon is starting" }
        let seconds = beat.duration(to: .now).components.seconds
        return Double(seconds) > patience ? "the scheduler has not moved for \(seconds) s" : nil
    }
}
