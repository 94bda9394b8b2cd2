import NIOCore
import Synchronization

/// Counts connections, says when nobody asks any more, and ends the server once none is open and nobody has asked for
/// long.
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
    private let rest: @Sendable () -> Void
    private let end: @Sendable () -> Void

    /// `rest`: runs, again and again, when nobody has asked for a second.
    init(
        seconds: Int64, most: Int, loop: any EventLoop, rest: @escaping @Sendable () -> Void,
        end: @escaping @Sendable () -> Void
    ) {
        timeout = .seconds(seconds)
        self.most = most
        self.loop = loop
        self.rest = rest
        self.end = end
    }

    func opened() { state.withLock { $0.open += 1 } }

    func closed() { state.withLock { $0.open -= 1 } }

    func asked() { state.withLock { $0.lastRequest = .now() } }

    /// False while as many connections are open as may be.
    var hasRoom: Bool { state.withLock { $0.open < most } }

    /// Looks now, and again each second.
    func look() {
        let (open, last) = state.withLock { ($0.open, $0.lastRequest) }
        let quiet = .now() - last
        if quiet >= .seconds(1) { rest() }
        if timeout != .zero, open == 0, quiet >= timeout { return end() }
        loop.scheduleTask(in: .seconds(1)) { self.look() }
    }
}
