/// A path in its one plain spelling.
package enum PlainPath {
    /// Without `.`, `..` and doubled slashes; absolute paths only, and links are left alone.
    package static func of(_ path: String) -> String {
        var parts: [Substring] = []
        for part in path.split(separator: "/") where part != "." {
            if part == ".." {
                parts = parts.dropLast()
            } else {
                parts.append(part)
            }
        }
        return "/" + parts.joined(separator: "/")
    }
}
