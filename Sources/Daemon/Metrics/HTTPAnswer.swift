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
