/// Columns of text, without those that are empty throughout; the last one is cut to what the terminal has room for.
package struct TextTable {
    package struct Row {
        let cells: [String]
        /// Colours the row.
        let direction: String

        package init(cells: [String], direction: String) {
            self.cells = cells
            self.direction = direction
        }
    }

    let header: [String]
    let rows: [Row]

    package init(header: [String], rows: [Row]) {
        self.header = header
        self.rows = rows
    }

    /// With a line break at the end of each line; empty where there are no rows.
    package func text(_ style: TerminalStyle) -> String {
        let columns = header.indices.filter { column in rows.contains { !$0.cells[column].isEmpty } }
        let lines = rows.map { row in columns.map { PrintableLine.text(row.cells[$0]) } }
        if columns.isEmpty { return "" }
        let head = columns.map { header[$0] }
        let widths = columns.indices.map { column in
            lines.reduce(head[column].count) { max($0, $1[column].count) }
        }
        var out = style.strong(line(head, widths, style.width)) + "\n"
        for (row, cells) in zip(rows, lines) {
            out += style.paint(line(cells, widths, style.width), direction: row.direction) + "\n"
        }
        return out
    }

    private func line(_ cells: [String], _ widths: [Int], _ width: Int?) -> String {
        // Nothing is filled up behind the last cell that says something.
        let last = cells.lastIndex { !$0.isEmpty } ?? 0
        var line = ""
        for (column, cell) in cells[...last].enumerated() {
            line += column == last ? cell : cell + String(repeating: " ", count: widths[column] - cell.count + 2)
        }
        guard let width, line.count > width, width > 1 else { return line }
        return line.prefix(width - 1) + "…"
    }
}

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

/// How readable output is to look where it goes.
package struct TerminalStyle: Sendable {
    /// Columns; `nil` where the output is no terminal.
    package let width: Int?
    package let hasColour: Bool

    package init(width: Int?, hasColour: Bool) {
        self.width = width
        self.hasColour = hasColour
    }

    package static let plain = TerminalStyle(width: nil, hasColour: false)

    /// Red for what fell, green for what rose, yellow for both, as `direction` says.
    package func paint(_ text: String, direction: String) -> String {
        let code =
            switch direction {
            case "declined": "31"
            case "improved": "32"
            case "mixed": "33"
            default: ""
            }
        return hasColour && !code.isEmpty ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
    }

    package func strong(_ text: String) -> String { hasColour ? "\u{1B}[1m\(text)\u{1B}[0m" : text }
}

/// Text from outside made fit for one line of a terminal or a log.
package enum PrintableLine {
    /// Control characters, which could move a cursor or begin another line, become spaces.
    package static func text(_ text: String) -> String {
        if text.utf8.allSatisfy({ (0x20..<0x7F).contains($0) }) { return text }
        var line = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            let isControl =
                scalar.properties.generalCategory == .control || scalar.value == 0x2028 || scalar.value == 0x2029
            line.append(isControl ? " " : scalar)
        }
        return String(line)
    }
}
