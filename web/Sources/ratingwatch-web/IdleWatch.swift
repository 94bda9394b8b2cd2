import NIOCore
import Synchronization

/// Counts connections, and ends the server once none is open and nobody has asked for long.
final class IdleWatch: Sendable {
    private struct State {
        var open = 0
        var lastRequest = NIODeadline.now()
    }

    private let state = Mutex(State())
    /// 0: it never ends.
    private let timeout: TimeAmount
    private let most: Int
    private let loop: any EventLoop
    private let end: @Sendable () -> Void

    init(seconds: Int64, most: Int, loop: any EventLoop, end: @escaping @Sendable () -> Void) {
        timeout = .seconds(seconds)
        self.most = most
        self.loop = loop
        self.end = end
    }

    func opened() { state.withLock { $0.open += 1 } }

    func closed() { state.withLock { $0.open -= 1 } }

    func asked() { state.withLock { $0.lastRequest = .now() } }

    /// False while as many connections are open as may be.
    var hasRoom: Bool { state.withLock { $0.open < most } }

    /// Looks now, and again when it may be time.
    func look() {
        if timeout == .zero { return }
        let (open, last) = state.withLock { ($0.open, $0.lastRequest) }
        let rest = last + timeout - .now()
        if open == 0, rest <= .zero { return end() }
        loop.scheduleTask(in: max(rest, .seconds(1))) { self.look() }
    }
}
