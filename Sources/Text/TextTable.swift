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
