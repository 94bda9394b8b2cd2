import Configuration
import System

/// Answers monitoring over HTTP/1.1: `/metrics` and `/health`, to this machine alone.
struct MetricsServer: Sendable {
    private let listener: SocketListener
    /// Names under which it may be asked; `nil` for any. A page in a browser can have a name of its own lead to this
    /// machine.
    private let hosts: Set<String>?

    /// Seconds for a whole conversation.
    private let timeout: Int
    /// Bytes of a request.
    private static let longestRequest = 8192

    init(_ configuration: MetricsConfiguration, timeout: Int = 5) throws(OperationError) {
        self.timeout = timeout
        hosts =
            switch configuration.listen {
            case .unix: nil
            case .loopback(let host, _): ["localhost", host.contains(":") ? "[\(host)]" : host, "127.0.0.1", "[::1]"]
            }
        listener = try SocketListener(
            configuration.listen, operation: "open the address of metrics",
            hint: "monitoring gets no answer, everything else works; free the address or configure another, and reload")
    }

    /// Until the task is cancelled; then the address is free.
    func serve(
        metrics: @escaping @Sendable (MetricsFormat) async -> HTTPAnswer, health: @escaping @Sendable () -> HTTPAnswer
    ) async {
        await listener.serve(timeout: timeout) { peer in
            guard let request = await peer.read(to: "\r\n\r\n", atMost: MetricsServer.longestRequest) else { return }
            guard request.hasSuffix("\r\n\r\n") else {
                let answer = HTTPAnswer(
                    status: 431, reason: "Request Header Fields Too Large", body: "the request is too long\n")
                await peer.write(answer.text(withBody: true))
                return
            }
            guard let head = HTTPRequestHead(request) else {
                await peer.write(
                    HTTPAnswer(status: 400, reason: "Bad Request", body: "this is not an HTTP/1 request\n")
                        .text(withBody: true))
                return
            }
            let answer =
                isMeant(head)
                ? await MetricsServer.answer(head, metrics: metrics, health: health)
                : HTTPAnswer(
                    status: 421, reason: "Misdirected Request",
                    body: "ask for this machine by its address, or as localhost\n")
            await peer.write(answer.text(withBody: head.method != "HEAD"))
        }
    }

    /// False for a request that names another host than this machine.
    func isMeant(_ head: HTTPRequestHead) -> Bool {
        guard let hosts, let host = head.host else { return true }
        return hosts.contains(host)
    }

    private static func answer(
        _ head: HTTPRequestHead, metrics: (MetricsFormat) async -> HTTPAnswer, health: () -> HTTPAnswer
    ) async -> HTTPAnswer {
        guard head.method == "GET" || head.method == "HEAD" else {
            return HTTPAnswer(
                status: 405, reason: "Method Not Allowed", body: "only GET and HEAD\n", fields: ["Allow: GET, HEAD"])
        }
        switch head.path {
        case "/metrics": return await metrics(MetricsFormat(accept: head.accept))
        case "/health": return health()
        default:
            return HTTPAnswer(status: 404, reason: "Not Found", body: "there are /metrics and /health\n")
        }
    }
}

/// An answer to an HTTP/1 request, after which the connection ends.
struct HTTPAnswer {
    let status: Int
    let reason: String
    var type = "text/plain; charset=utf-8"
    var body: String
    /// `Name: value` each.
    var fields: [String] = []

    /// `withBody`: HEAD asks for the rest alone.
    func text(withBody: Bool) -> String {
        let lines =
            ["HTTP/1.1 \(status) \(reason)", "Content-Type: \(type)", "Content-Length: \(body.utf8.count)"]
            + fields + ["Cache-Control: no-store", "Connection: close"]
        return lines.joined(separator: "\r\n") + "\r\n\r\n" + (withBody ? body : "")
    }
}

/// What matters here of an HTTP/1 request (RFC 9112).
struct HTTPRequestHead {
    let method: Substring
    /// Without a query.
    let path: Substring
    /// The host that was asked for, in lower case and without a port; `nil` where none is named.
    let host: String?
    /// What kinds of answer it takes; `nil` where it says nothing.
    let accept: String?

    /// `nil` where it is none.
    init?(_ text: String) {
        let line = text.prefix { $0 != "\r\n" && $0 != "\n" }
        let parts = line.split(separator: " ", omittingEmptySubsequences: false)
        guard parts.count == 3, !parts[0].isEmpty, parts[1].hasPrefix("/"), parts[2].hasPrefix("HTTP/1.") else {
            return nil
        }
        method = parts[0]
        path = parts[1].prefix { $0 != "?" }
        let fields = text.split(whereSeparator: \.isNewline).compactMap { field -> (name: String, value: String)? in
            guard let colon = field.firstIndex(of: ":") else { return nil }
            return (field[..<colon].lowercased(), String(field[field.index(after: colon)...]))
        }
        host = fields.first { $0.name == "host" }.map { field in
            let value = field.value.filter { !$0.isWhitespace }.lowercased()
            if value.hasPrefix("[") { return value.firstIndex(of: "]").map { String(value[...$0]) } ?? value }
            return String(value.prefix { $0 != ":" })
        }
        // Several fields of one name are one list.
        let accepted = fields.filter { $0.name == "accept" }.map(\.value)
        accept = accepted.isEmpty ? nil : accepted.joined(separator: ",")
    }
}
