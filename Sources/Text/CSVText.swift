/// Comma-separated values as RFC 4180 writes them.
package enum CSVText {
    /// With CRLF at the end.
    package static func line(_ cells: [String]) -> String {
        cells.map(cell).joined(separator: ",") + "\r\n"
    }

    /// The same for whom a spreadsheet opens it: no cell is a formula.
    package static func inertLine(_ cells: [String]) -> String { line(cells.map(inert)) }

    // https://owasp.org/www-community/attacks/CSV_Injection
    private static func inert(_ text: String) -> String {
        guard let first = text.unicodeScalars.first, "=+-@\t\r\n".unicodeScalars.contains(first) else { return text }
        return "'" + text
    }

    private static func cell(_ text: String) -> String {
        guard text.contains(where: { $0 == "," || $0 == "\"" || $0.isNewline }) else { return text }
        return "\"" + text.replacing("\"", with: "\"\"") + "\""
    }
}
