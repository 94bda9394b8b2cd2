import Glibc

@testable import Daemon
@testable import Polling
@testable import System

/// The receiving end of sd_notify(3): a bound datagram socket.
final class NotifySocket {
    /// What systemd puts into `NOTIFY_SOCKET`.
    let address: String
    private let descriptor: Int32

    struct Failure: Error { let errno: Int32 }

    init(isAbstract: Bool) throws {
        let unique = "ratingwatch-notify-\(getpid())-\(UInt64.random(in: 0...UInt64.max))"
        address = (isAbstract ? "@" : "/tmp/") + unique
        descriptor = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue | SOCK_NONBLOCK.rawValue), 0)
        var own = sockaddr_un()
        own.sun_family = sa_family_t(AF_UNIX)
        var name = Array(address.utf8)
        if isAbstract { name[0] = 0 }
        withUnsafeMutableBytes(of: &own.sun_path) { $0.copyBytes(from: name) }
        let length = socklen_t(MemoryLayout<sa_family_t>.size + name.count)
        let bound = withUnsafePointer(to: &own) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { bind(descriptor, $0, length) }
        }
        guard bound == 0 else { throw Failure(errno: errno) }
    }

    deinit {
        close(descriptor)
        if address.hasPrefix("/") { unlink(address) }
    }

    /// The oldest message; `nil` if none waits.
    func receive() -> String? {
        var buffer = [UInt8](repeating: 0, count: 4096)
        let count = recv(descriptor, &buffer, buffer.count, 0)
        return count < 0 ? nil : String(decoding: buffer[..<count], as: UTF8.self)
    }
}
