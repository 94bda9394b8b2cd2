import Dispatch
import Glibc
import Synchronization

/// One end of a short conversation over a socket of this machine.
package final class SocketConnection: Sendable {
    private let descriptor: Int32
    private let deadline: DispatchTime
    private let heard = Atomic(false)

    private static let queue = DispatchQueue(label: "ratingwatch.socket", attributes: .concurrent)

    /// Takes over the descriptor, which must block; `patience`: seconds that the whole conversation may take.
    package init(descriptor: Int32, patience: Int) {
        self.descriptor = descriptor
        deadline = .now() + .seconds(patience)
    }

    deinit { close(descriptor) }

    /// What the other side sends, up to and with `end`; without it where that is longer than `limit` bytes. `nil` where the other
    /// side goes away, takes too long, or the task is cancelled.
    package func read(to end: String, atMost limit: Int) async -> String? {
        let text = await waiting { self.receive(to: Array(end.utf8), atMost: limit) }
        heard.store(true, ordering: .relaxed)
        return text.map { String(decoding: $0, as: UTF8.self) }
    }

    /// True once the other side has said something, or has gone.
    package var hasHeard: Bool { heard.load(ordering: .relaxed) }

    /// Ends the conversation.
    package func hangUp() { shutdown(descriptor, Int32(SHUT_RDWR)) }

    /// False where the other side does not take it.
    @discardableResult
    package func write(_ text: String) async -> Bool { await waiting { self.send(text) } }

    /// Beside the concurrency pool, whose threads must not wait for anybody.
    private func waiting<T: Sendable>(_ work: @escaping @Sendable () -> T) async -> T {
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                SocketConnection.queue.async { continuation.resume(returning: work()) }
            }
        } onCancel: {
            // Whoever waits at it is woken at once.
            shutdown(descriptor, Int32(SHUT_RDWR))
        }
    }

    private func receive(to end: [UInt8], atMost limit: Int) -> [UInt8]? {
        var text: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 4096)
        while text.count <= limit {
            guard isReady(for: POLLIN) else { return nil }
            let count = recv(descriptor, &chunk, chunk.count, 0)
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return nil }
            text += chunk[..<count]
            if let found = text.firstRange(of: end) { return Array(text[..<found.upperBound]) }
        }
        return text
    }

    private func send(_ text: String) -> Bool {
        var rest = Array(text.utf8)[...]
        while !rest.isEmpty {
            guard isReady(for: POLLOUT) else { return false }
            let count = rest.withUnsafeBytes {
                Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL) | Int32(MSG_DONTWAIT))
            }
            if count < 0, errno == EINTR || errno == EAGAIN { continue }
            guard count > 0 else { return false }
            rest = rest.dropFirst(count)
        }
        return true
    }

    /// False once the conversation has taken too long.
    private func isReady(for events: Int32) -> Bool {
        while true {
            let now = DispatchTime.now()
            guard now < deadline else { return false }
            let milliseconds = (deadline.uptimeNanoseconds - now.uptimeNanoseconds) / 1_000_000 + 1
            var polled = pollfd(fd: descriptor, events: Int16(events), revents: 0)
            let count = poll(&polled, 1, Int32(clamping: milliseconds))
            if count > 0 { return true }
            if count < 0, errno != EINTR { return false }
        }
    }
}
