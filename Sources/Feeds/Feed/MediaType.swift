/// A Content-Type: `application/atom+xml; charset=utf-8`.
struct MediaType {
    /// Lower case, without parameters.
    let name: String
    let charset: String?

    init(_ text: String) {
        let parts = text.split(separator: ";").map { $0.filter { !$0.isWhitespace } }
        name = parts.first?.lowercased() ?? ""
        charset = parts.dropFirst().first { $0.lowercased().hasPrefix("charset=") }.map {
            $0.dropFirst("charset=".count).filter { $0 != "\"" && $0 != "'" }
        }
    }
}
