import Dispatch
import Glibc

/// Takes conversations over a socket of this machine, a few at a time.
package struct SocketListener: Sendable {
    private let address: ListenAddress
    private let descriptor: Int32

    /// Conversations at a time; beyond that, whoever has said nothing for longest makes way for who comes, or who comes waits; and
    /// beyond what waits is turned away.
    private static let sideBySide = 4
    private static let waiting = 16

    /// `operation` and `hint` are for the error of one that cannot be opened. A socket in the file system is for the user and its
    /// group.
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

    /// Holds each conversation, until the task is cancelled; then the socket is gone. `patience`: seconds for each.
    package func serve(patience: Int, _ conversation: @escaping @Sendable (SocketConnection) async -> Void) async {
        let (peers, continuation) = AsyncStream<SocketConnection>.makeStream(
            bufferingPolicy: .bufferingOldest(SocketListener.waiting))
        let source = DispatchSource.makeReadSource(
            fileDescriptor: descriptor, queue: DispatchQueue(label: "ratingwatch.socket.accept"))
        source.setEventHandler { [descriptor] in
            let peer = accept(descriptor, nil, nil)
            guard peer >= 0 else { return }
            _ = fcntl(peer, F_SETFD, FD_CLOEXEC)
            continuation.yield(SocketConnection(descriptor: peer, patience: patience))
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
                if open.count >= SocketListener.sideBySide { open.first { $0.peer?.hasHeard == false }?.peer?.hangUp() }
                if busy == SocketListener.sideBySide { await group.next() } else { busy += 1 }
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
