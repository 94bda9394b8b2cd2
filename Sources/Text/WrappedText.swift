/// A text in lines of so many columns, broken between words.
package enum WrappedText {
    /// At least one line. A word that is longer than a line is broken too, but an address stays whole, so that it can
    /// be followed.
    package static func lines(_ text: String, columns: Int) -> [String] {
        if text.displayWidth <= columns { return [text] }
        var lines: [String] = []
        var line = ""
        var used = 0
        func close() {
            lines.append(line)
            line = ""
            used = 0
        }
        for word in text.split(separator: " ") {
            var rest = word[...]
            if used > 0, used + 1 + rest.displayWidth > columns { close() }
            while rest.displayWidth > columns, !rest.contains("://") {
                let part = rest.prefix(columns: max(columns, 2))
                lines.append(String(part))
                rest = rest[part.endIndex...]
            }
            if used > 0 {
                line += " "
                used += 1
            }
            line += rest
            used += rest.displayWidth
        }
        if used > 0 || lines.isEmpty { close() }
        return lines
    }
}
