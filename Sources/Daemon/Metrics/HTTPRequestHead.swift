/// What matters here of an HTTP/1 request (RFC 9112).
struct HTTPRequestHead {
    let method: Substring
    /// Without a query.
    let path: Substring
    /// The host that was asked for, in lower case and without a port; `nil` where none is named.
    let host: String?

    /// `nil` where it is none.
    init?(_ text: String) {
        let line = text.prefix { $0 != "\r\n" && $0 != "\n" }
        let parts = line.split(separator: " ", omittingEmptySubsequences: false)
        guard parts.count == 3, !parts[0].isEmpty, parts[1].hasPrefix("/"), parts[2].hasPrefix("HTTP/1.") else {
            return nil
        }
        method = parts[0]
        path = parts[1].prefix { $0 != "?" }
        host =
            text.split(whereSeparator: \.isNewline).lazy.compactMap { field -> String? in
                guard let colon = field.firstIndex(of: ":"), field[..<colon].lowercased() == "host" else { return nil }
                let value = field[field.index(after: colon)...].filter { !$0.isWhitespace }.lowercased()
                if value.hasPrefix("[") { return value.firstIndex(of: "]").map { String(value[...$0]) } ?? value }
                return String(value.prefix { $0 != ":" })
            }.first
    }
}
