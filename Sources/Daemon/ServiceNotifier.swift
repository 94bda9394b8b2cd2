import Glibc
import Synchronization

/// Tells systemd how the service fares, by the protocol of sd_notify(3); does nothing where nobody listens.
package struct ServiceNotifier: Sendable {
    /// A path, or `@` and an abstract name.
    private let address: String?

    /// `address` is the environment's `NOTIFY_SOCKET`.
    package init(address: String?) {
        self.address = address
    }

    /// Configuration, history and logs are open; or a reload has ended.
    package func ready() { send("READY=1") }

    /// One line for `systemctl status`.
    package func status(_ text: String) {
        send("STATUS=" + String(text.map { $0.isNewline ? " " : $0 }))
    }

    package func stopping() { send("STOPPING=1") }

    /// The service makes progress: due more often than `WatchdogSec`.
    package func watchdog() { send("WATCHDOG=1") }

    /// A reload begins; `ready` ends it.
    package func reloading() {
        var now = timespec()
        clock_gettime(CLOCK_MONOTONIC, &now)
        send("RELOADING=1\nMONOTONIC_USEC=\(now.tv_sec * 1_000_000 + now.tv_nsec / 1_000)")
    }

    /// A lost message is no reason to fail: systemd's own time-outs notice a silent service.
    private func send(_ message: String) {
        guard let address, address.hasPrefix("/") || address.hasPrefix("@") else { return }
        var destination = sockaddr_un()
        destination.sun_family = sa_family_t(AF_UNIX)
        var name = Array(address.utf8)
        if name.first == UInt8(ascii: "@") { name[0] = 0 }
        guard name.count < MemoryLayout.size(ofValue: destination.sun_path) else { return }
        withUnsafeMutableBytes(of: &destination.sun_path) { $0.copyBytes(from: name) }
        // The length matters: every byte of an abstract name counts, zeros too.
        let length = (MemoryLayout.offset(of: \sockaddr_un.sun_path) ?? 2) + name.count

        let descriptor = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { return }
        defer { close(descriptor) }
        let bytes = Array(message.utf8)
        withUnsafePointer(to: &destination) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                _ = sendto(descriptor, bytes, bytes.count, Int32(MSG_NOSIGNAL), $0, socklen_t(length))
            }
        }
    }
}

/// Whether the scheduler makes progress, for those who ask beside it.
final class Pulse: Sendable {
    private struct State {
        var beat: SuspendingClock.Instant?
        var trouble: String?
    }

    private let state = Mutex(State())
    /// Seconds without a beat after which progress is in doubt.
    private let timeout: Double

    init(timeout: Double) { self.timeout = timeout }

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
        return Double(seconds) > timeout ? "the scheduler has not moved for \(seconds) s" : nil
    }
}
