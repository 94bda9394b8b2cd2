import Glibc

/// Asks the running daemon over its control socket.
struct ControlClient: Sendable {
    let path: String

    /// The cause of a failure where there is nobody to ask.
    static let noDaemon = "no daemon runs"

    /// The answer's line; throws where no daemon answers.
    func ask(_ request: ControlRequest) async throws(WatcherError) -> String {
        func failure(_ cause: String) -> WatcherError {
            WatcherError(
                operation: "ask the daemon at", subject: path, cause: cause,
                hint:
                    "see that it runs with this configuration (systemctl status ratingwatch) and that you may write to "
                    + "its state folder", isRetryable: true)
        }
        guard let address = UnixAddress(path: path) else { throw failure("the path is too long for a socket") }
        let descriptor = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { throw failure(String(cString: strerror(errno))) }
        let connection = SocketConnection(descriptor: descriptor, patience: ControlSocket.patience)
        guard address.withPointer({ connect(descriptor, $0, $1) }) == 0 else {
            throw failure(
                errno == ENOENT || errno == ECONNREFUSED ? ControlClient.noDaemon : String(cString: strerror(errno)))
        }
        guard await connection.write(request.rawValue + "\n"),
            let answer = await connection.read(to: "\n", atMost: ControlSocket.longestLine), answer.hasSuffix("\n")
        else { throw failure("it does not answer") }
        return String(answer.dropLast())
    }
}
