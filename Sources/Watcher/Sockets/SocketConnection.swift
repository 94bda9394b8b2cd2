import Dispatch
import Glibc

/// One end of a conversation over the control socket: a line each way.
final class ControlConnection: Sendable {
    private let descriptor: Int32

    private static let queue = DispatchQueue(label: "ratingwatch.control", attributes: .concurrent)
    /// Seconds that the other side may keep this one waiting for a byte.
    private static let patience = 30
    private static let longestLine = 1 << 20

    /// Takes over the descriptor, which must block.
    init(descriptor: Int32) {
        self.descriptor = descriptor
        var time = timeval(tv_sec: ControlConnection.patience, tv_usec: 0)
        let size = socklen_t(MemoryLayout<timeval>.size)
        setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &time, size)
        setsockopt(descriptor, SOL_SOCKET, SO_SNDTIMEO, &time, size)
    }

    deinit { close(descriptor) }

    /// `nil` where the other side goes away, stays silent or never ends its line.
    func readLine() async -> String? {
        await withCheckedContinuation { continuation in
            ControlConnection.queue.async { continuation.resume(returning: self.waitForLine()) }
        }
    }

    /// False where the other side does not take it.
    @discardableResult
    func write(line: String) async -> Bool {
        await withCheckedContinuation { continuation in
            ControlConnection.queue.async { continuation.resume(returning: self.send(line)) }
        }
    }

    private func waitForLine() -> String? {
        var line: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 4096)
        while line.count < ControlConnection.longestLine {
            let count = recv(descriptor, &chunk, chunk.count, 0)
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return nil }
            line += chunk[..<count]
            if let end = line.firstIndex(of: UInt8(ascii: "\n")) {
                return String(decoding: line[..<end], as: UTF8.self)
            }
        }
        return nil
    }

    private func send(_ line: String) -> Bool {
        var rest = Array((line + "\n").utf8)[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes {
                Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return false }
            rest = rest.dropFirst(count)
        }
        return true
    }
}
