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
        if cell.isDoubled { return TableRow.single(bytes[cell.start..<cell.end]).trimmed }
        return bytes[cell.start..<cell.end].trimmed
    }

    private static func single(_ cell: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        var kept: [UInt8] = []
        var isSecond = false
        for byte in cell {
            isSecond = byte == UInt8(ascii: "\"") && !isSecond
            if byte != UInt8(ascii: "\"") || isSecond { kept.append(byte) }
        }
        return kept[...]
    }
}

extension ArraySlice<UInt8> {
    /// Without spaces, tabs and line breaks at both ends.
    fileprivate var trimmed: ArraySlice<UInt8> {
        var slice = self
        while let first = slice.first, first.isBlank { slice = slice.dropFirst() }
        while let last = slice.last, last.isBlank { slice = slice.dropLast() }
        return slice
    }
}

extension UInt8 {
    fileprivate var isBlank: Bool { self == 0x20 || (0x09...0x0D).contains(self) }
}
