/// Columns of text; the last one is cut to what the terminal has room for.
struct TextTable {
    struct Row {
        let cells: [String]
        /// Colours the row.
        let direction: String
    }

    let header: [String]
    let rows: [Row]

    /// With a line break at the end of each line.
    func text(_ style: TerminalStyle) -> String {
        let widths = header.indices.map { column in
            ([header[column]] + rows.map { $0.cells[column] }).map(\.count).max() ?? 0
        }
        var out = style.strong(line(header, widths, style.width)) + "\n"
        for row in rows { out += style.paint(line(row.cells, widths, style.width), direction: row.direction) + "\n" }
        return out
    }

    private func line(_ cells: [String], _ widths: [Int], _ width: Int?) -> String {
        var line = ""
        for (column, cell) in cells.enumerated() {
            let clean = PrintableLine.text(cell)
            let isLast = column == cells.count - 1
            line += isLast ? clean : clean + String(repeating: " ", count: widths[column] - cell.count + 2)
        }
        guard let width, line.count > width, width > 1 else { return line }
        return line.prefix(width - 1) + "…"
    }
}
