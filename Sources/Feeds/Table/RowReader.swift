/// Splits a table into rows while its bytes come in (RFC 4180, with LF or CRLF): it holds one chunk and the row that it
/// ends in.
package struct RowReader {
    private let delimiter: UInt8
    private let limits: TableLimits
    private var buffer: [UInt8] = []
    /// Bytes of `buffer` that are done with.
    private var consumed = 0
    private var cells: [TableCell] = []
    private var brokenColumn: Int?
    private var rows = 0

    private static let quote = UInt8(ascii: "\"")
    private static let lineFeed = UInt8(ascii: "\n")
    private static let carriageReturn = UInt8(ascii: "\r")
    private static let chunk = 64 << 10

    package init(delimiter: UInt8 = UInt8(ascii: ","), limits: TableLimits = .current) {
        self.delimiter = delimiter
        self.limits = limits
    }

    /// Reads a whole table piece by piece; `body` gets each row that is not empty, and answers false to stop.
    package static func read(
        _ content: some TableContent, from start: Int = 0, delimiter: UInt8, limits: TableLimits = .current,
        _ body: (TableRow) throws(TableFault) -> Bool
    ) throws(TableFault) {
        var reader = RowReader(delimiter: delimiter, limits: limits)
        var offset = start
        var piece = try content.bytes(from: offset, count: chunk)
        repeat {
            offset += piece.count
            let next = piece.isEmpty ? [] : try content.bytes(from: offset, count: chunk)
            guard try reader.take(piece[...], isLast: next.isEmpty, body) else { return }
            piece = next
        } while !piece.isEmpty
    }

    /// Takes the next bytes of the table; false once `body` has answered false.
    package mutating func take(
        _ chunk: ArraySlice<UInt8>, isLast: Bool, _ body: (TableRow) throws(TableFault) -> Bool
    ) throws(TableFault) -> Bool {
        buffer.removeSubrange(..<consumed)
        consumed = 0
        buffer.append(contentsOf: chunk)
        while consumed < buffer.count, let end = try nextRow(isLast: isLast) {
            rows += 1
            if rows > limits.rows { throw TableFault(row: rows, cause: .tooManyRows(limits.rows)) }
            let row = TableRow(number: rows, bytes: buffer, cells: cells, brokenColumn: brokenColumn)
            consumed = end
            if cells.count == 1, cells[0].start == cells[0].end { continue }
            guard try body(row) else { return false }
        }
        if buffer.count - consumed > limits.rowBytes {
            throw TableFault(row: rows + 1, cause: .rowTooLong(limits.rowBytes))
        }
        return true
    }

    /// Finds the cells of the row at `consumed`; its end, or nil where it is not all there yet.
    private mutating func nextRow(isLast: Bool) throws(TableFault) -> Int? {
        cells.removeAll(keepingCapacity: true)
        brokenColumn = nil
        let count = buffer.count
        var start = consumed
        while true {
            let isQuoted = start < count && buffer[start] == RowReader.quote
            let found = isQuoted ? quotedCell(from: start + 1, isLast: isLast) : plainCell(from: start)
            guard let (cell, end) = found, end < count || isLast else {
                // A cell that has not ended yet is refused before it fills the memory.
                if count - start > limits.cellBytes { throw tooLong() }
                if isLast { throw TableFault(row: rows + 1, column: cells.count + 1, cause: .openQuote) }
                return nil
            }
            if end - start > limits.cellBytes { throw tooLong() }
            if cells.count == limits.columns {
                throw TableFault(row: rows + 1, column: cells.count + 1, cause: .tooManyColumns(limits.columns))
            }
            cells.append(cell)
            if end >= count || buffer[end] == RowReader.lineFeed { return min(end + 1, count) }
            start = isQuoted ? end + 1 : plainCells(from: end + 1)
        }
    }

    /// Appends the cells that begin here, as long as they are plain and end with a delimiter; where the next one
    /// begins.
    private mutating func plainCells(from first: Int) -> Int {
        buffer.withUnsafeBufferPointer { bytes in
            var start = first
            var index = first
            let most = limits.columns
            while index < bytes.count, cells.count < most, index - start <= limits.cellBytes {
                let byte = bytes[index]
                if byte == delimiter {
                    cells.append(TableCell(start: start, end: index, isDoubled: false))
                    start = index + 1
                } else if byte == RowReader.lineFeed || (byte == RowReader.quote && index == start) {
                    break
                }
                index += 1
            }
            return start
        }
    }

    private func tooLong() -> TableFault {
        TableFault(row: rows + 1, column: cells.count + 1, cause: .cellTooLong(limits.cellBytes))
    }

    /// The cell, and where the delimiter, the line feed or the end of the bytes behind it stands.
    private func plainCell(from start: Int) -> (TableCell, Int)? {
        let end = border(from: start)
        return (TableCell(start: start, end: withoutReturn(start, end), isDoubled: false), end)
    }

    /// `start`: behind the opening mark. Nil where the closing one is not there yet.
    private mutating func quotedCell(from start: Int, isLast: Bool) -> (TableCell, Int)? {
        var isDoubled = false
        var close = start
        while true {
            close = mark(from: close)
            if close >= buffer.count || (close + 1 == buffer.count && !isLast) { return nil }
            guard close + 1 < buffer.count, buffer[close + 1] == RowReader.quote else { break }
            isDoubled = true
            close += 2
        }
        let end = border(from: close + 1)
        if withoutReturn(close + 1, end) > close + 1 { brokenColumn = brokenColumn ?? cells.count + 1 }
        return (TableCell(start: start, end: close, isDoubled: isDoubled), end)
    }

    /// Where the next delimiter or line feed stands, else the end of the bytes.
    private func border(from start: Int) -> Int {
        buffer.withUnsafeBufferPointer { bytes in
            var index = start
            while index < bytes.count, bytes[index] != delimiter, bytes[index] != RowReader.lineFeed { index += 1 }
            return index
        }
    }

    private func mark(from start: Int) -> Int {
        buffer.withUnsafeBufferPointer { bytes in
            var index = start
            while index < bytes.count, bytes[index] != RowReader.quote { index += 1 }
            return index
        }
    }

    private func withoutReturn(_ start: Int, _ end: Int) -> Int {
        end > start && buffer[end - 1] == RowReader.carriageReturn && (end == buffer.count || buffer[end] != delimiter)
            ? end - 1 : end
    }
}

/// One row as cells of bytes.
package struct TableRow {
    /// From 1; lead rows, the header and empty rows are counted.
    package let number: Int
    let bytes: [UInt8]
    let cells: [TableCell]
    /// Column from 1 of a cell with text behind its closing quotation mark: its borders are uncertain.
    let brokenColumn: Int?

    package var count: Int { cells.count }

    /// A cell without quotation marks around it or white space at its ends; empty where the row is shorter.
    package subscript(column: Int) -> ArraySlice<UInt8> {
        guard column < cells.count else { return [] }
        let cell = cells[column]
        if cell.isDoubled {
            let text = TableRow.single(bytes[cell.start..<cell.end])
            return text[text.withUnsafeBufferPointer { TableRow.trimmed($0, text.indices) }]
        }
        return bytes[range(of: cell)]
    }

    /// Adds a cell to a hash; true where a byte of it is beyond ASCII.
    func add(_ column: Int, to hash: inout RowHash) -> Bool {
        guard column < cells.count, !cells[column].isDoubled else { return hash.add(self[column]) }
        let range = range(of: cells[column])
        return bytes.withUnsafeBufferPointer { hash.add(UnsafeBufferPointer(rebasing: $0[range])) }
    }

    private func range(of cell: TableCell) -> Range<Int> {
        bytes.withUnsafeBufferPointer { TableRow.trimmed($0, cell.start..<cell.end) }
    }

    /// Without spaces, tabs and line breaks at both ends.
    private static func trimmed(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>) -> Range<Int> {
        var (start, end) = (range.lowerBound, range.upperBound)
        while start < end, bytes[start].isBlank { start += 1 }
        while start < end, bytes[end - 1].isBlank { end -= 1 }
        return start..<end
    }

    private static func single(_ cell: ArraySlice<UInt8>) -> [UInt8] {
        var kept: [UInt8] = []
        var isSecond = false
        for byte in cell {
            isSecond = byte == UInt8(ascii: "\"") && !isSecond
            if byte != UInt8(ascii: "\"") || isSecond { kept.append(byte) }
        }
        return kept
    }
}

extension UInt8 {
    fileprivate var isBlank: Bool { self == 0x20 || (0x09...0x0D).contains(self) }
}

/// Where a cell's bytes stand within those of its row's chunk.
struct TableCell {
    let start: Int
    let end: Int
    /// True where quotation marks within it are doubled.
    let isDoubled: Bool
}
