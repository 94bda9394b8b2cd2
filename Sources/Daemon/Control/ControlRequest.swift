/// What can be asked of a running daemon; the raw value is the line on the socket.
enum ControlRequest: String, Sendable, CaseIterable {
    case status, reload, deliver
}
