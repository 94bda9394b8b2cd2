import System

/// Answers the commands of this machine's users over a unix socket in the state folder, whose permissions guard it.
struct ControlSocket: Sendable {
    private let listener: SocketListener

    /// Seconds for a whole conversation; a reload may have to wait for what is under way.
    static let patience = 30
    static let longestLine = 1 << 20

    /// Only the holder of the state folder's lock may open it.
    init(path: String) throws(OperationError) {
        listener = try SocketListener(
            .unix(path: path), operation: "open the control socket",
            hint: "`status` and `reload` do not work, everything else does; see to the state folder")
    }

    /// Gives each request's line to `answer` and its answer back, until the task is cancelled; then the socket is gone.
    func serve(_ answer: @escaping @Sendable (String) async -> String) async {
        await listener.serve(patience: ControlSocket.patience) { peer in
            guard let request = await peer.read(to: "\n", atMost: ControlSocket.longestLine) else { return }
            await peer.write(await answer(String(request.dropLast())) + "\n")
        }
    }
}
