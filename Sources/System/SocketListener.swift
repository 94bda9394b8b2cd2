import Dispatch
import Synchronization
package import Glibc

/// Takes conversations over a socket of this machine, a few at a time.
package struct SocketListener: Sendable {
    private let address: ListenAddress
    private let descriptor: Int32

    /// Conversations at a time; beyond that, whoever has said nothing for longest makes way for who comes, or who comes
    /// waits; and beyond what waits is turned away.
    private static let maxConcurrent = 4
    private static let waiting = 16

    /// `operation` and `hint` are for the error of one that cannot be opened. A socket in the file system is for the
    /// user and its group.
    package init(_ address: ListenAddress, operation: String, hint: String) throws(OperationError) {
        self.address = address
        func failure(_ cause: String) -> OperationError {
            OperationError(
                operation: operation, subject: address.description, cause: cause, hint: hint)
        }
        let opened: Int32?
        switch address {
        case .unix(let path):
            guard let unix = UnixAddress(path: path) else { throw failure("the path is too long for a socket") }
            SocketListener.removeSocket(path)
            opened = unix.withPointer { SocketListener.open($0, $1) }
            if let opened, chmod(path, 0o660) != 0 {
                close(opened)
                throw failure(String(cString: strerror(errno)))
            }
        case .loopback(let host, let port):
            var hints = addrinfo()
            hints.ai_flags = AI_NUMERICHOST | AI_NUMERICSERV
            hints.ai_socktype = Int32(SOCK_STREAM.rawValue)
            var found: UnsafeMutablePointer<addrinfo>?
            let code = getaddrinfo(host, String(port), &hints, &found)
            defer { if let found { freeaddrinfo(found) } }
            guard code == 0, let first = found?.pointee, let name = first.ai_addr else {
                throw failure(String(cString: gai_strerror(code)))
            }
            opened = SocketListener.open(name, first.ai_addrlen)
        }
        guard let opened else { throw failure(String(cString: strerror(errno))) }
        descriptor = opened
    }

    /// Holds each conversation, until the task is cancelled; then the socket is gone. `timeout`: seconds for each.
    package func serve(timeout: Int, _ conversation: @escaping @Sendable (SocketConnection) async -> Void) async {
        let (peers, continuation) = AsyncStream<SocketConnection>.makeStream(
            bufferingPolicy: .bufferingOldest(SocketListener.waiting))
        let source = DispatchSource.makeReadSource(
            fileDescriptor: descriptor, queue: DispatchQueue(label: "ratingwatch.socket.accept"))
        source.setEventHandler { [descriptor] in
            let peer = accept(descriptor, nil, nil)
            guard peer >= 0 else { return }
            _ = fcntl(peer, F_SETFD, FD_CLOEXEC)
            continuation.yield(SocketConnection(descriptor: peer, timeout: timeout))
        }
        let closed = DispatchSemaphore(value: 0)
        // The source uses the descriptor until this ran.
        source.setCancelHandler { [descriptor] in
            close(descriptor)
            closed.signal()
        }
        source.activate()
        await withTaskGroup(of: Void.self) { group in
            var busy = 0
            var open: [Open] = []
            for await peer in peers {
                open.removeAll { $0.peer == nil }
                if open.count >= SocketListener.maxConcurrent {
                    open.first { $0.peer?.hasHeard == false }?.peer?.hangUp()
                }
                if busy == SocketListener.maxConcurrent { await group.next() } else { busy += 1 }
                open.append(Open(peer: peer))
                group.addTask { await conversation(peer) }
            }
        }
        source.cancel()
        await SocketListener.wait(for: closed)
        if case .unix(let path) = address { SocketListener.removeSocket(path) }
    }

    /// A conversation, as long as it lasts.
    private struct Open {
        weak var peer: SocketConnection?
    }

    /// So that the next listener at the same address finds it free.
    private static func wait(for closed: DispatchSemaphore) async {
        await withCheckedContinuation { continuation in
            DispatchQueue.global().async {
                closed.wait()
                continuation.resume()
            }
        }
    }

    /// `nil`, with errno, where it cannot be had.
    private static func open(_ name: UnsafePointer<sockaddr>, _ length: socklen_t) -> Int32? {
        let type = Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue | SOCK_NONBLOCK.rawValue)
        let descriptor = socket(Int32(name.pointee.sa_family), type, 0)
        guard descriptor >= 0 else { return nil }
        // A port that the last daemon has just left would be refused for a minute.
        var yes: Int32 = 1
        setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &yes, socklen_t(MemoryLayout<Int32>.size))
        if bind(descriptor, name, length) == 0, listen(descriptor, Int32(waiting)) == 0 { return descriptor }
        let cause = errno
        close(descriptor)
        errno = cause
        return nil
    }

    /// One that a killed daemon has left would be in the way; any other file is not ours to remove.
    private static func removeSocket(_ path: String) {
        var status = stat()
        if lstat(path, &status) == 0, status.st_mode & S_IFMT == S_IFSOCK { unlink(path) }
    }
}

/// One end of a short conversation over a socket of this machine.
package final class SocketConnection: Sendable {
    private let descriptor: Int32
    private let deadline: DispatchTime
    private let heard = Atomic(false)

    private static let queue = DispatchQueue(label: "ratingwatch.socket", attributes: .concurrent)

    /// Takes over the descriptor, which must block; `timeout`: seconds that the whole conversation may take.
    package init(descriptor: Int32, timeout: Int) {
        self.descriptor = descriptor
        deadline = .now() + .seconds(timeout)
    }

    deinit { close(descriptor) }

    /// What the other side sends, up to and with `end`; without it where that is longer than `limit` bytes. `nil` where
    /// the other side goes away, takes too long, or the task is cancelled.
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

/// The address of a unix socket in the file system.
package struct UnixAddress {
    private var address = sockaddr_un()
    private let length: socklen_t

    /// `nil` where the path is longer than the kernel takes, about 100 bytes.
    package init?(path: String) {
        let bytes = Array(path.utf8)
        // The last byte stays zero and ends the path.
        guard bytes.count < MemoryLayout.size(ofValue: address.sun_path) else { return nil }
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: bytes) }
        length = socklen_t(MemoryLayout<sockaddr_un>.size)
    }

    package func withPointer<T>(_ body: (UnsafePointer<sockaddr>, socklen_t) -> T) -> T {
        withUnsafePointer(to: address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { body($0, length) }
        }
    }
}

/// Where a socket of this machine listens.
package enum ListenAddress: Sendable, Hashable, CustomStringConvertible {
    /// An absolute path.
    case unix(path: String)
    /// A numeric loopback address.
    case loopback(host: String, port: Int)

    package var description: String {
        switch self {
        case .unix(let path): "unix:" + path
        case .loopback(let host, let port): host.contains(":") ? "[\(host)]:\(port)" : "\(host):\(port)"
        }
    }
}
