/// Columns of text for people: the only table that is printed.
///
/// Columns that are empty throughout go. Where the rest is wider than the terminal, texts are wrapped, then columns
/// that can be missed go, and where even that has no room each row becomes a paragraph. Nothing that stays is ever cut.
package struct TextTable {
    package struct Column: ExpressibleByStringLiteral {
        let title: String
        /// The higher, the earlier it goes; 0 never does.
        let expendability: Int
        /// True for running text, which may be wrapped.
        let isText: Bool

        /// One that always stays, of words that belong together.
        package init(stringLiteral title: String) { self.init(title, expendability: 0, isText: false) }

        private init(_ title: String, expendability: Int, isText: Bool) {
            self.title = title
            self.expendability = expendability
            self.isText = isText
        }

        /// One that always stays, of running text.
        package static func text(_ title: String) -> Column { Column(title, expendability: 0, isText: true) }

        /// One that can be missed; the highest `order` goes first.
        package static func extra(_ title: String, _ order: Int = 1, isText: Bool = false) -> Column {
            Column(title, expendability: order, isText: isText)
        }
    }

    package struct Row {
        let cells: [String]
        /// Colours the row.
        let direction: String

        package init(cells: [String], direction: String = "") {
            self.cells = cells
            self.direction = direction
        }
    }

    /// What is shown of a cell, with the columns it takes.
    private struct Cell {
        let text: String
        let width: Int

        init(_ text: String) {
            self.text = OutsideText.line(text)
            width = self.text.displayWidth
        }
    }

    let header: [Column]
    let rows: [Row]

    package init(header: [Column], rows: [Row]) {
        self.header = header
        self.rows = rows
    }

    /// Columns between two cells.
    private static let gap = 2
    /// Columns below which no text is wrapped.
    private static let leastText = 20
    /// The same for a cell in a paragraph.
    private static let leastCell = 10
    /// Columns that a text has before others go for its sake.
    private static let goodText = 32

    /// With a line break at the end of each line; empty where there are no rows.
    package func text(_ style: TerminalStyle) -> String {
        let cells = rows.map { row in row.cells.map(Cell.init) }
        let filled = header.indices.filter { column in cells.contains { !$0[column].text.isEmpty } }
        if filled.isEmpty { return "" }
        let natural = header.indices.map { column in
            cells.reduce(header[column].title.displayWidth) { max($0, $1[column].width) }
        }
        guard let width = style.width else { return columns(filled, widths: natural, cells, style) }
        guard let (shown, widths) = fitting(filled, natural: natural, width: width) else {
            return paragraphs(filled, cells, style, width: width)
        }
        return columns(shown, widths: widths, cells, style)
    }

    /// The columns that have room, with the width of each of all; `nil` where not even those do that must stay.
    private func fitting(_ filled: [Int], natural: [Int], width: Int) -> (shown: [Int], widths: [Int])? {
        var shown = filled
        while !shown.isEmpty {
            var widths = natural
            // What must stay is wrapped at the end of a line, whatever it is; what can be missed goes.
            let texts = shown.filter { header[$0].isText || ($0 == shown.last && header[$0].expendability == 0) }
            let isFinal = shown.allSatisfy { header[$0].expendability == 0 }
            let fixed = shown.filter { !texts.contains($0) }.map { natural[$0] }.reduce(0, +)
            let room = width - fixed - TextTable.gap * (shown.count - 1)
            if texts.map({ natural[$0] }).reduce(0, +) <= room { return (shown, widths) }
            if share(room, among: texts, least: isFinal ? TextTable.leastText : TextTable.goodText, of: &widths) {
                return (shown, widths)
            }
            guard
                let least = shown.filter({ header[$0].expendability > 0 })
                    .max(by: { header[$0].expendability < header[$1].expendability })
            else { return nil }
            shown.removeAll { $0 == least }
        }
        return nil
    }

    /// Narrows the widest until all have room; false where one would have to become too narrow to be read.
    private func share(_ room: Int, among texts: [Int], least: Int, of widths: inout [Int]) -> Bool {
        guard !texts.isEmpty, texts.map({ min(widths[$0], least) }).reduce(0, +) <= room else { return false }
        // The narrow ones keep what they need, the others share the rest.
        var left = room
        var count = texts.count
        for column in texts.sorted(by: { widths[$0] < widths[$1] }) {
            widths[column] = min(widths[column], max(left / count, least))
            left -= widths[column]
            count -= 1
        }
        return texts.map { widths[$0] }.reduce(0, +) <= room
    }

    private func columns(_ shown: [Int], widths: [Int], _ cells: [[Cell]], _ style: TerminalStyle) -> String {
        var out = lines(shown, widths, header.map { Cell($0.title) }).map { style.strong($0) + "\n" }.joined()
        for (row, cells) in zip(rows, cells) {
            for line in lines(shown, widths, cells) {
                out += style.paint(line, direction: row.direction)
                out += "\n"
            }
        }
        return out
    }

    /// One row, over as many lines as its longest cell needs.
    private func lines(_ shown: [Int], _ widths: [Int], _ cells: [Cell]) -> [String] {
        // Nearly all rows are one line, and a long table is little else.
        if shown.allSatisfy({ cells[$0].width <= widths[$0] }) {
            return [TextTable.line(shown.map { (cells[$0], widths[$0]) })]
        }
        let wrapped = shown.map { WrappedText.lines(cells[$0].text, columns: widths[$0]) }
        return (0..<(wrapped.map(\.count).max() ?? 0)).map { index in
            TextTable.line(
                zip(shown, wrapped).map { column, parts in
                    (Cell(index < parts.count ? parts[index] : ""), widths[column])
                })
        }
    }

    /// Cells side by side, each filled up to its width; nothing is behind the last that says something.
    private static func line(_ cells: [(cell: Cell, width: Int)]) -> String {
        let last = cells.lastIndex { !$0.cell.text.isEmpty } ?? 0
        var line: [UInt8] = []
        for (cell, width) in cells.prefix(last) {
            line += cell.text.utf8
            line += repeatElement(UInt8(ascii: " "), count: max(0, width - cell.width) + gap)
        }
        if let end = cells.dropFirst(last).first { line += end.cell.text.utf8 }
        return String(decoding: line, as: UTF8.self)
    }

    /// Each row as a paragraph: a cell a line, behind the name of its column.
    private func paragraphs(_ filled: [Int], _ cells: [[Cell]], _ style: TerminalStyle, width: Int) -> String {
        let names = filled.map { header[$0].title.displayWidth }.max() ?? 0
        let indent = String(repeating: " ", count: names + TextTable.gap)
        let room = max(TextTable.leastCell, width - indent.count)
        return zip(rows, cells).map { row, cells in
            filled.filter { !cells[$0].text.isEmpty }.map { column in
                let title = header[column].title
                let lines = WrappedText.lines(cells[column].text, columns: room)
                let first =
                    style.strong(title) + String(repeating: " ", count: indent.count - title.displayWidth)
                    + style.paint(lines[0], direction: row.direction)
                let rest = lines.dropFirst().map { indent + style.paint($0, direction: row.direction) }
                return ([first] + rest).map { $0 + "\n" }.joined()
            }.joined()
        }.filter { !$0.isEmpty }.joined(separator: "\n")
    }
}

/// Comma-separated values as RFC 4180 writes them.
package enum CSVText {
    /// With CRLF at the end. A spreadsheet may open it, so that no cell is a formula.
    package static func line(_ cells: [String]) -> String { part(cells) + "\r\n" }

    /// Some of a line's cells, for lines that share them.
    package static func part(_ cells: [String]) -> String {
        var text = ""
        for (index, cell) in cells.enumerated() {
            if index > 0 { text += "," }
            text += CSVText.cell(inert(cell))
        }
        return text
    }

    // https://owasp.org/www-community/attacks/CSV_Injection
    private static func inert(_ text: String) -> String {
        switch text.utf8.first {
        case UInt8(ascii: "="), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "@"), 0x09, 0x0A, 0x0D: "'" + text
        default: text
        }
    }

    private static func cell(_ text: String) -> String {
        // Nearly all cells are plain: byte by byte, since what a letter is costs more than all else here.
        if text.utf8.allSatisfy({ (0x20..<0x7F).contains($0) && $0 != UInt8(ascii: ",") && $0 != UInt8(ascii: "\"") }) {
            return text
        }
        // By scalars: a comma with an accent over it is a comma to a spreadsheet.
        guard text.unicodeScalars.contains(where: mustBeQuoted) else { return text }
        var quoted = String.UnicodeScalarView("\"".unicodeScalars)
        for scalar in text.unicodeScalars {
            if scalar == "\"" { quoted.append(scalar) }
            quoted.append(scalar)
        }
        quoted.append("\"")
        return String(quoted)
    }

    /// What parts cells, quotes them or ends a line.
    private static func mustBeQuoted(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x2C, 0x22, 0x0A...0x0D, 0x85, 0x2028, 0x2029: true
        default: false
        }
    }
}
