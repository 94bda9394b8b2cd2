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
