import Foundation
import Glibc

/// The other side of a unix socket: says what it is told, and hears all until the server hangs up.
package final class SocketClient: Sendable {
    private let descriptor: Int32

    package init(path: String) throws {
        descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
        var name = sockaddr_un()
        name.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &name.sun_path) { $0.copyBytes(from: path.utf8) }
        let connected = withUnsafePointer(to: &name) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
        guard connected == 0 else { throw ServerFailure(String(cString: strerror(errno))) }
    }

    deinit { close(descriptor) }

    package func say(_ text: String) {
        let bytes = Array(text.utf8)
        _ = send(descriptor, bytes, bytes.count, Int32(MSG_NOSIGNAL))
    }

    /// On a thread of its own: a test that waits must not take one from what it waits for.
    package func hearAll() async -> String {
        await withCheckedContinuation { continuation in
            Thread.detachNewThread { [self] in continuation.resume(returning: waitForAll()) }
        }
    }

    private func waitForAll() -> String {
        var heard: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 65536)
        while true {
            let count = recv(descriptor, &chunk, chunk.count, 0)
            guard count > 0 else { return String(decoding: heard, as: UTF8.self) }
            heard += chunk[..<count]
        }
    }
}
