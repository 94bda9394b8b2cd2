/// Comma-separated values as RFC 4180 writes them.
package enum CSVText {
    /// With CRLF at the end. A spreadsheet may open it, so that no cell is a formula.
    package static func line(_ cells: [String]) -> String {
        var bytes: [UInt8] = []
        write(cells, to: &bytes)
        return String(decoding: bytes, as: UTF8.self) + end
    }

    /// What ends a line.
    package static let end = "\r\n"

    /// Some of a line's cells, for lines that share them, with commas between.
    package static func write(_ cells: [String], to bytes: inout [UInt8]) {
        for (index, cell) in cells.enumerated() {
            if index > 0 { bytes.append(UInt8(ascii: ",")) }
            write(cell, to: &bytes)
        }
    }

    /// One cell.
    package static func write(_ cell: String, to bytes: inout [UInt8]) {
        // https://owasp.org/www-community/attacks/CSV_Injection
        let isFormula =
            switch cell.utf8.first {
            case UInt8(ascii: "="), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "@"), 0x09, 0x0A, 0x0D: true
            default: false
            }
        // Nearly all cells are plain: byte by byte, since what a letter is costs more than all else here.
        if !isFormula, cell.isPrintableASCII(without: UInt8(ascii: ","), UInt8(ascii: "\"")) {
            bytes += cell.utf8
        } else {
            // A terminal that shows the file would do what a control character says.
            let line = OutsideText.line(cell)
            bytes += quoted(isFormula ? "'" + line : line).utf8
        }
    }

    /// By scalars: a comma with an accent over it is a comma to a spreadsheet.
    private static func quoted(_ text: String) -> String {
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
