import Glibc
import Synchronization

/// A child process until it is reaped; no signal goes to a process that has its number after it.
final class ChildLife: Sendable {
    private let number: pid_t
    private let state = Mutex<Int32?>(nil)

    init(_ number: pid_t) { self.number = number }

    /// What it exited with, or the number of the signal that ended it; nil until it is reaped.
    var ending: Int32? { state.withLock { $0 } }

    func send(_ signal: Int32) {
        state.withLock { if $0 == nil { _ = kill(number, signal) } }
    }

    /// Returns once it has ended and is reaped.
    func awaitEnd() {
        var information = siginfo_t()
        while waitid(P_PID, id_t(number), &information, WEXITED | WNOWAIT) != 0, errno == EINTR {}
        state.withLock { $0 = reaped() }
    }

    private func reaped() -> Int32 {
        var status: Int32 = 0
        guard waitpid(number, &status, 0) == number else { return -1 }
        let signal = status & 0x7f
        return signal == 0 ? (status >> 8) & 0xff : signal
    }
}
