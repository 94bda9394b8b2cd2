import Text

/// Writes the rows of one sheet as CSV: the first sheet that is meant, else the first in which a header stands.
struct SheetRows {
    private let spool: any TableSpool
    private let map: ColumnMap
    private let limits: TableLimits
    /// Rows that are kept back until it is known whether the sheet is meant, then those that are not written yet.
    private var pending: [UInt8] = []
    private var isChosen = false
    private var rows = 0
    /// Empty rows that are written once another follows.
    private var gap = 0
    /// Cells of the longest of the first rows: the header is among them, and a row whose last cells are empty is as
    /// long as it.
    private var width = 0
    private var cells: [String] = []
    private var cellBytes = 0

    private static let chunk = 256 << 10

    init(to spool: any TableSpool, map: ColumnMap, limits: TableLimits) {
        self.spool = spool
        self.map = map
        self.limits = limits
    }

    /// `name`: of the sheet.
    mutating func begin(_ name: String) {
        pending = []
        (rows, gap, width) = (0, 0, 0)
        isChosen = map.sheet.map { $0.lowercased() == name.lowercased() } ?? false
    }

    /// True while rows of the sheet may still be wanted.
    var isWanted: Bool { isChosen || (map.sheet == nil && rows < TableHeader.rowsToTry) }

    /// Adds cells to the row; empty ones count once another follows.
    mutating func add(_ text: String, times: Int = 1) throws(TableFault) {
        guard isWanted else { return }
        // The million cells to the right of all tables are empty.
        if text.isEmpty, times > limits.columns {
            throwAway = true
            return
        }
        if throwAway, text.isEmpty { return }
        if throwAway || cells.count + times > limits.columns {
            if text.isEmpty { return }
            throw TableFault(row: rows + gap + 1, column: limits.columns + 1, cause: .tooManyColumns(limits.columns))
        }
        if text.utf8.count > limits.cellBytes {
            throw TableFault(row: rows + gap + 1, column: cells.count + 1, cause: .cellTooLong(limits.cellBytes))
        }
        cellBytes += text.utf8.count * times
        if cellBytes > limits.rowBytes {
            throw TableFault(row: rows + gap + 1, cause: .rowTooLong(limits.rowBytes))
        }
        cells += Array(repeating: text, count: times)
    }

    /// True once a row has more empty cells than any table has columns: only nothing may follow.
    private var throwAway = false

    mutating func endRow(times: Int = 1) throws(TableFault) {
        defer {
            cells.removeAll(keepingCapacity: true)
            cellBytes = 0
            throwAway = false
        }
        guard isWanted else { return }
        while cells.last?.isEmpty == true { cells.removeLast() }
        if cells.isEmpty {
            gap += times
            return
        }
        if rows + gap + times > limits.rows { throw TableFault(row: limits.rows, cause: .tooManyRows(limits.rows)) }
        if gap > 0 {
            for _ in 0..<min(gap, limits.rows) { pending.append(UInt8(ascii: "\n")) }
            rows += gap
            gap = 0
        }
        if !isChosen, map.sheet == nil, rows < TableHeader.rowsToTry {
            isChosen = isHeader
        }
        if rows < TableHeader.rowsToTry { width = max(width, cells.count) }
        if cells.count < width { cells += Array(repeating: "", count: width - cells.count) }
        let line = SheetRows.line(cells)
        for _ in 0..<times {
            pending += line
            rows += 1
            if isChosen, pending.count > SheetRows.chunk { try flush() }
        }
    }

    /// True where the sheet was the one that is meant.
    mutating func end() throws(TableFault) -> Bool {
        guard isChosen else { return false }
        try flush()
        return true
    }

    /// A header with a name twice is one: the table is refused for it later.
    private var isHeader: Bool {
        do throws(TableFault) {
            return try TableHeader.read(cells.map(\.collapsed), row: rows + 1, map: map).header != nil
        } catch {
            return true
        }
    }

    private mutating func flush() throws(TableFault) {
        try spool.write(pending)
        pending.removeAll(keepingCapacity: true)
    }

    private static func line(_ cells: [String]) -> [UInt8] {
        var line: [UInt8] = []
        for (index, cell) in cells.enumerated() {
            if index > 0 { line.append(UInt8(ascii: ",")) }
            let bytes = Array(cell.utf8)
            if bytes.contains(where: { $0 == UInt8(ascii: ",") || $0 == UInt8(ascii: "\"") || $0 < 0x20 }) {
                line.append(UInt8(ascii: "\""))
                for byte in bytes {
                    if byte == UInt8(ascii: "\"") { line.append(byte) }
                    line.append(byte)
                }
                line.append(UInt8(ascii: "\""))
            } else {
                line += bytes
            }
        }
        line.append(UInt8(ascii: "\n"))
        return line
    }
}
