import Dispatch
import Glibc

/// Answers the commands of this machine's users over a unix socket in the state folder, whose permissions guard it.
struct ControlSocket: Sendable {
    private let path: String
    private let descriptor: Int32

    /// Conversations at a time; who comes beyond that waits.
    private static let sideBySide = 4

    /// Only the holder of the state folder's lock may open it.
    init(path: String) throws(WatcherError) {
        func failure(_ cause: String) -> WatcherError {
            WatcherError(
                operation: "open the control socket", subject: path, cause: cause,
                hint: "`status` and `reload` do not work, everything else does; see to the state folder",
                isRetryable: false)
        }
        self.path = path
        guard let address = UnixAddress(path: path) else { throw failure("the path is too long for a socket") }
        descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue | SOCK_NONBLOCK.rawValue), 0)
        guard descriptor >= 0 else { throw failure(String(cString: strerror(errno))) }
        // One that a killed daemon has left would be in the way.
        unlink(path)
        let isBound = address.withPointer { bind(descriptor, $0, $1) } == 0
        guard isBound, chmod(path, 0o660) == 0, listen(descriptor, 16) == 0 else {
            let cause = String(cString: strerror(errno))
            close(descriptor)
            throw failure(cause)
        }
    }

    /// Gives each request's line to `answer` and its answer back, until the task is cancelled; then the socket is gone.
    func serve(_ answer: @escaping @Sendable (String) async -> String) async {
        let (peers, continuation) = AsyncStream<ControlConnection>.makeStream(bufferingPolicy: .bufferingOldest(16))
        let source = DispatchSource.makeReadSource(
            fileDescriptor: descriptor, queue: DispatchQueue(label: "ratingwatch.control.accept"))
        source.setEventHandler { [descriptor] in
            let peer = accept(descriptor, nil, nil)
            guard peer >= 0 else { return }
            _ = fcntl(peer, F_SETFD, FD_CLOEXEC)
            continuation.yield(ControlConnection(descriptor: peer))
        }
        // The source uses the descriptor until this ran.
        source.setCancelHandler { [descriptor] in close(descriptor) }
        source.activate()
        await withTaskGroup(of: Void.self) { group in
            var busy = 0
            for await peer in peers {
                if busy == ControlSocket.sideBySide { await group.next() } else { busy += 1 }
                group.addTask {
                    guard let request = await peer.readLine() else { return }
                    await peer.write(line: answer(request))
                }
            }
        }
        source.cancel()
        unlink(path)
    }
}
