import Glibc
import System
import Text

/// Answers the commands of this machine's users over a unix socket in the state folder, whose permissions guard it.
struct ControlSocket: Sendable {
    private let listener: SocketListener

    /// Seconds for a whole conversation; a reload may have to wait for what is under way.
    static let timeout = 30
    static let longestLine = 1 << 20

    /// Only the holder of the state folder's lock may open it.
    init(path: String) throws(OperationError) {
        listener = try SocketListener(
            .unix(path: path), operation: "open the control socket",
            hint: "`status` and `reload` do not work, everything else does; check the state folder")
    }

    /// Gives each request's line to `answer` and its answer back, until the task is cancelled; then the socket is gone.
    func serve(_ answer: @escaping @Sendable (String) async -> String) async {
        await listener.serve(timeout: ControlSocket.timeout) { peer in
            guard let request = await peer.read(to: "\n", atMost: ControlSocket.longestLine) else { return }
            await peer.write(await answer(String(request.dropLast())) + "\n")
        }
    }
}

/// What can be asked of a running daemon; the raw value is the line on the socket.
enum ControlRequest: String, Sendable, CaseIterable {
    case status, reload, deliver
}

/// The lines with which a daemon answers where there is nothing else to tell.
enum ControlAnswer {
    static let good = "good"

    static func error(_ text: String) -> String { "error: " + OutsideText.line(text) }
}

/// Asks the running daemon over its control socket.
struct ControlClient: Sendable {
    let path: String
    /// Of the configuration that the daemon would run with.
    let file: String

    /// The cause of a failure where there is nobody to ask.
    static let noDaemon = "no daemon runs with this configuration"

    /// The answer's line; throws where no daemon answers.
    func ask(_ request: ControlRequest) async throws(OperationError) -> String {
        guard let address = UnixAddress(path: path) else { throw failure("the path is too long for a socket") }
        let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { throw failure(String(cString: strerror(errno))) }
        let connection = SocketConnection(descriptor: descriptor, timeout: ControlSocket.timeout)
        guard address.withPointer({ connect(descriptor, $0, $1) }) == 0 else {
            throw refusal(errno)
        }
        guard await connection.write(request.rawValue + "\n"),
            let answer = await connection.read(to: "\n", atMost: ControlSocket.longestLine), answer.hasSuffix("\n")
        else { throw failure("it does not answer") }
        return String(answer.dropLast())
    }

    private func refusal(_ code: Int32) -> OperationError {
        switch code {
        case ENOENT, ECONNREFUSED:
            failure(
                ControlClient.noDaemon,
                hint:
                    "start it with `systemctl start ratingwatch`, or here with `ratingwatch run --config \(ShellText.word(file))`"
            )
        case EACCES, EPERM:
            failure("this user may not use its socket", hint: "use sudo, or join the group ratingwatch")
        default: failure(String(cString: strerror(code)))
        }
    }

    private func failure(
        _ cause: String, hint: String = "see how it does: systemctl status ratingwatch"
    ) -> OperationError {
        OperationError(operation: "ask the daemon at", subject: path, cause: cause, hint: hint)
    }
}
