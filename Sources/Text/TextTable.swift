/// Columns of text for people: the only table that is printed.
///
/// Columns that are empty throughout go. Where the rest is wider than the terminal, texts are wrapped, then columns
/// that can be missed go, and where even that has no room each row becomes a paragraph. Nothing that stays is ever cut.
package struct TextTable: Sendable {
    package struct Column: ExpressibleByStringLiteral, Sendable {
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

    let header: [Column]
    private var cells: ShownCells

    package init(header: [Column], rows: [Row] = []) {
        self.header = header
        cells = ShownCells(columns: header.count)
        for row in rows { add(row) }
    }

    package mutating func add(_ row: Row) {
        cells.add(direction: row.direction) { for cell in row.cells { $0.cell(cell) } }
    }

    /// Adds a row without a direction, of which `write` gives the cells one by one: of very many rows, a list for each
    /// costs as much as what is in it.
    package mutating func add(_ write: (inout ShownCells) -> Void) { cells.add(direction: "", write) }

    /// Adds the rows of one that has the same columns.
    package mutating func append(_ other: TextTable) { cells.append(other.cells) }

    /// Rows.
    package var count: Int { cells.count }

    /// Columns between two cells.
    private static let gap = 2
    /// Columns below which no text is wrapped.
    private static let leastText = 20
    /// The same for a cell in a paragraph.
    private static let leastCell = 10
    /// Columns that a text has before others go for its sake.
    private static let goodText = 32
    /// Bytes from which on what is written is printed.
    package static let printedAtOnce = 65_536

    /// With a line break at the end of each line; empty where there are no rows.
    package func text(_ style: TerminalStyle) -> String {
        var text = ""
        _ = print(style) {
            text += $0
            return true
        }
        return text
    }

    /// The same in pieces, as a table may be long: `print` gets one after the other, and is false where nobody reads
    /// on. False once it was. `order`: the places of the rows in the order in which they are printed; all as they came
    /// where there is none.
    package func print(_ style: TerminalStyle, order: [Int]? = nil, _ print: (String) -> Bool) -> Bool {
        let rows = order ?? Array(0..<cells.count)
        let filled = header.indices.filter { cells.isFilled[$0] }
        if filled.isEmpty { return true }
        let natural = header.indices.map { max(header[$0].title.displayWidth, cells.widest[$0]) }
        guard let width = style.width else { return columns(filled, of: rows, widths: natural, style, print) }
        guard let (shown, widths) = fitting(filled, natural: natural, width: width) else {
            return paragraphs(filled, of: rows, style, width: width, print)
        }
        return columns(shown, of: rows, widths: widths, style, print)
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

    private func columns(
        _ shown: [Int], of rows: [Int], widths: [Int], _ style: TerminalStyle, _ print: (String) -> Bool
    ) -> Bool {
        var head = ShownCells(columns: header.count)
        head.add(direction: "") { for column in header { $0.cell(column.title) } }
        var out = LineBuffer()
        lines(of: 0, head, shown, widths, style.strong, to: &out)
        for row in rows {
            lines(of: row, cells, shown, widths, style.paint(cells.direction(row)), to: &out)
            if !out.print(above: TextTable.printedAtOnce, print) { return false }
        }
        return out.print(print)
    }

    /// One row, over as many lines as its longest cell needs.
    private func lines(
        of row: Int, _ cells: ShownCells, _ shown: [Int], _ widths: [Int], _ paint: TerminalStyle.Paint,
        to out: inout LineBuffer
    ) {
        // Nearly all rows are one line, and a long table is little else.
        if shown.allSatisfy({ cells.width(row, $0) <= widths[$0] }) {
            return out.line(paint) { line in
                for column in shown {
                    let blanks = widths[column] - cells.width(row, column) + TextTable.gap
                    cells.withBytes(row, column) { line.cell($0, blanks: blanks) }
                }
            }
        }
        let wrapped = shown.map { WrappedText.lines(cells[row, $0], columns: widths[$0]) }
        for number in 0..<(wrapped.map(\.count).max() ?? 0) {
            out.line(paint) { line in
                for (column, texts) in zip(shown, wrapped) {
                    var text = number < texts.count ? texts[number] : ""
                    let blanks = max(0, widths[column] - text.displayWidth) + TextTable.gap
                    text.withUTF8 { line.cell($0, blanks: blanks) }
                }
            }
        }
    }

    /// Each row as a paragraph: a cell a line, behind the name of its column.
    private func paragraphs(
        _ filled: [Int], of rows: [Int], _ style: TerminalStyle, width: Int, _ print: (String) -> Bool
    ) -> Bool {
        let names = filled.map { header[$0].title.displayWidth }.max() ?? 0
        let indent = String(repeating: " ", count: names + TextTable.gap)
        let room = max(TextTable.leastCell, width - indent.count)
        var isFirst = true
        for row in rows {
            let paint = style.paint(cells.direction(row))
            let paragraph = filled.filter { !cells[row, $0].isEmpty }.map { column in
                let title = header[column].title
                let lines = WrappedText.lines(cells[row, column], columns: room)
                let first =
                    style.strong(title) + String(repeating: " ", count: indent.count - title.displayWidth)
                    + paint(lines[0])
                let rest = lines.dropFirst().map { indent + paint($0) }
                return ([first] + rest).map { $0 + "\n" }.joined()
            }.joined()
            if paragraph.isEmpty { continue }
            if !print(isFirst ? paragraph : "\n" + paragraph) { return false }
            isFirst = false
        }
        return true
    }
}
