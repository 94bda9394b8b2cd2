import Glibc
import System

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
        let connection = SocketConnection(descriptor: descriptor, patience: ControlSocket.patience)
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
                hint: "start it with `systemctl start ratingwatch`, or here with `ratingwatch run --config \(file)`")
        case EACCES, EPERM:
            failure("this user may not ask it", hint: "use sudo, or join the group ratingwatch")
        default: failure(String(cString: strerror(code)))
        }
    }

    private func failure(
        _ cause: String, hint: String = "see how it does: systemctl status ratingwatch"
    ) -> OperationError {
        OperationError(operation: "ask the daemon at", subject: path, cause: cause, hint: hint)
    }
}
