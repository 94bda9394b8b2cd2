/// What is shown of the cells of a table, with the columns that each takes: as bytes, one cell behind the other, since
/// a table may be long.
struct ShownCells {
    private let columns: Int
    private var bytes: [UInt8] = []
    /// Row by row: where each cell ends, and how wide it is.
    private var places: [(end: Int, width: Int)] = []
    private var directions: [String] = []
    /// The widest of each column.
    private(set) var widest: [Int]
    /// Of each column, whether it says anything.
    private(set) var isFilled: [Bool]

    init(columns: Int) {
        self.columns = columns
        widest = Array(repeating: 0, count: columns)
        isFilled = Array(repeating: false, count: columns)
    }

    mutating func add(_ row: TextTable.Row) {
        var end = bytes.count
        for column in 0..<columns {
            let cell = row.cells[column]
            if cell.isEmpty {
                places.append((end, 0))
                continue
            }
            let width: Int
            if cell.isPrintableASCII {
                bytes += cell.utf8
                width = cell.utf8.count
            } else {
                let shown = OutsideText.line(cell)
                bytes += shown.utf8
                width = shown.displayWidth
            }
            if bytes.count > end { isFilled[column] = true }
            end = bytes.count
            places.append((end, width))
            if width > widest[column] { widest[column] = width }
        }
        directions.append(row.direction)
    }

    /// Rows.
    var count: Int { directions.count }

    func direction(_ row: Int) -> String { directions[row] }

    func width(_ row: Int, _ column: Int) -> Int { places[row * columns + column].width }

    func withBytes<T>(_ row: Int, _ column: Int, _ body: (UnsafeBufferPointer<UInt8>) -> T) -> T {
        let place = row * columns + column
        let range = (place == 0 ? 0 : places[place - 1].end)..<places[place].end
        return bytes.withUnsafeBufferPointer { body(UnsafeBufferPointer(rebasing: $0[range])) }
    }

    subscript(_ row: Int, _ column: Int) -> String {
        withBytes(row, column) { String(decoding: $0, as: UTF8.self) }
    }
}

/// Lines that wait to be printed, as bytes.
struct LineBuffer {
    private(set) var bytes: [UInt8] = []
    /// Behind the last cell of the line that says something.
    private var end = 0

    /// One line of what `write` puts side by side; nothing is behind the last that says something.
    mutating func line(_ paint: TerminalStyle.Paint, _ write: (inout LineBuffer) -> Void) {
        bytes += paint.before.utf8
        end = bytes.count
        write(&self)
        bytes.removeLast(bytes.count - end)
        bytes += paint.after.utf8
        bytes.append(UInt8(ascii: "\n"))
    }

    /// A cell with so many blanks behind it.
    mutating func cell(_ text: UnsafeBufferPointer<UInt8>, blanks: Int) {
        if !text.isEmpty {
            bytes.append(contentsOf: text)
            end = bytes.count
        }
        bytes.append(contentsOf: repeatElement(UInt8(ascii: " "), count: blanks))
    }

    /// Prints what waits.
    mutating func print(_ print: (String) -> Bool) -> Bool {
        defer { bytes.removeAll(keepingCapacity: true) }
        return bytes.isEmpty || print(String(decoding: bytes, as: UTF8.self))
    }
}
