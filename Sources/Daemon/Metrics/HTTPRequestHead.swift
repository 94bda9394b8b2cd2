/// The first line of an HTTP/1 request (RFC 9112); the fields after it say nothing that matters here.
struct HTTPRequestHead {
    let method: Substring
    /// Without a query.
    let path: Substring

    /// `nil` where it is none.
    init?(_ text: String) {
        let line = text.prefix { $0 != "\r\n" && $0 != "\n" }
        let parts = line.split(separator: " ", omittingEmptySubsequences: false)
        guard parts.count == 3, !parts[0].isEmpty, parts[1].hasPrefix("/"), parts[2].hasPrefix("HTTP/1.") else {
            return nil
        }
        method = parts[0]
        path = parts[1].prefix { $0 != "?" }
    }
}
