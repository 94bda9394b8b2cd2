/// What is shown of the cells of a table, with the columns that each takes: as bytes, one cell behind the other, since
/// a table may be long.
package struct ShownCells: Sendable {
    private struct Cell {
        let bytes: UInt32
        let width: UInt32
    }

    private let columns: Int
    /// The next of the row that is being added.
    private var column = 0
    private var bytes: [UInt8] = []
    private var cells: [Cell] = []
    /// Where each row begins among the bytes.
    private var starts: [Int] = []
    /// Of the rows that have one.
    private var directions: [Int: String] = [:]
    /// The widest of each column.
    private(set) var widest: [Int]
    /// Of each column, whether it says anything.
    private(set) var isFilled: [Bool]

    init(columns: Int) {
        self.columns = columns
        widest = Array(repeating: 0, count: columns)
        isFilled = Array(repeating: false, count: columns)
    }

    /// A row, of which `write` gives the cells one by one; what it does not give is empty.
    mutating func add(direction: String, _ write: (inout ShownCells) -> Void) {
        if !direction.isEmpty { directions[count] = direction }
        starts.append(bytes.count)
        column = 0
        write(&self)
        while column < columns { cell("") }
    }

    /// The next cell of the row.
    package mutating func cell(_ text: String) {
        guard column < columns else { return }
        defer { column += 1 }
        if text.isEmpty { return cells.append(Cell(bytes: 0, width: 0)) }
        let begin = bytes.count
        let isPlain = text.isPrintableASCII
        var shown = isPlain ? text : OutsideText.line(text)
        shown.withUTF8 { bytes.append(contentsOf: $0) }
        let width = isPlain ? bytes.count - begin : shown.displayWidth
        cells.append(Cell(bytes: UInt32(clamping: bytes.count - begin), width: UInt32(clamping: width)))
        if bytes.count > begin { isFilled[column] = true }
        if width > widest[column] { widest[column] = width }
    }

    /// Those of a table with as many columns, behind these.
    mutating func append(_ other: ShownCells) {
        let (end, rows) = (bytes.count, count)
        for (row, direction) in other.directions { directions[row + rows] = direction }
        bytes += other.bytes
        cells += other.cells
        starts += other.starts.lazy.map { $0 + end }
        for column in 0..<columns {
            widest[column] = max(widest[column], other.widest[column])
            isFilled[column] = isFilled[column] || other.isFilled[column]
        }
    }

    /// Rows.
    var count: Int { starts.count }

    func direction(_ row: Int) -> String { directions[row] ?? "" }

    func width(_ row: Int, _ column: Int) -> Int { Int(cells[row * columns + column].width) }

    func withBytes<T>(_ row: Int, _ column: Int, _ body: (UnsafeBufferPointer<UInt8>) -> T) -> T {
        let first = row * columns
        var start = starts[row]
        for place in first..<first + column { start += Int(cells[place].bytes) }
        let end = start + Int(cells[first + column].bytes)
        return bytes.withUnsafeBufferPointer { body(UnsafeBufferPointer(rebasing: $0[start..<end])) }
    }

    subscript(_ row: Int, _ column: Int) -> String {
        withBytes(row, column) { String(decoding: $0, as: UTF8.self) }
    }
}

/// Lines that wait to be printed, as bytes.
struct LineBuffer {
    private static let blanks = [UInt8](repeating: UInt8(ascii: " "), count: 128)
    private var bytes: [UInt8] = []
    /// Behind the last cell of the line that says something: they are written once another one does.
    private var waitingBlanks = 0

    /// One line of what `write` puts side by side; nothing is behind the last that says something.
    mutating func line(_ paint: TerminalStyle.Paint, _ write: (inout LineBuffer) -> Void) {
        if !paint.before.isEmpty { bytes += paint.before.utf8 }
        waitingBlanks = 0
        write(&self)
        if !paint.after.isEmpty { bytes += paint.after.utf8 }
        bytes.append(UInt8(ascii: "\n"))
    }

    /// A cell with so many blanks behind it.
    mutating func cell(_ text: UnsafeBufferPointer<UInt8>, blanks: Int) {
        if !text.isEmpty {
            while waitingBlanks > 0 {
                let part = LineBuffer.blanks.prefix(waitingBlanks)
                bytes += part
                waitingBlanks -= part.count
            }
            bytes.append(contentsOf: text)
        }
        waitingBlanks += blanks
    }

    /// Prints what waits, where it is more bytes than that; false where nobody reads on.
    mutating func print(above least: Int = 0, _ print: (String) -> Bool) -> Bool {
        bytes.print(above: least, print)
    }
}

extension [UInt8] {
    /// Prints all as text and keeps nothing, where it is more bytes than that; false where nobody reads on.
    package mutating func print(above least: Int = 0, _ print: (String) -> Bool) -> Bool {
        if count <= least { return true }
        defer { removeAll(keepingCapacity: true) }
        return print(String(decoding: self, as: UTF8.self))
    }
}
