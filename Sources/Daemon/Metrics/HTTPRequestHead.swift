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
