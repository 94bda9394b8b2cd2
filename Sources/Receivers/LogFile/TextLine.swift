/// A line of a text log: `[42] ` and the sentence, in which no character can break the line or disguise it.
struct TextLine: Hashable {
    let bytes: [UInt8]

    init(sequence: Int, text: String) {
        var line = "[\(sequence)] "
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\\": line += "\\\\"
            case "\n": line += "\\n"
            case "\r": line += "\\r"
            case "\t": line += "\\t"
            case _ where TextLine.isUnsafe(scalar): line += "\\u{" + String(scalar.value, radix: 16) + "}"
            default: line.unicodeScalars.append(scalar)
            }
        }
        bytes = Array(line.utf8)
    }

    /// The sequence a line begins with; `nil` if it is not of this form.
    static func sequence(of line: [UInt8]) -> Int? {
        guard line.first == UInt8(ascii: "["), let end = line.firstIndex(of: UInt8(ascii: "]")),
            line.dropFirst(end + 1).first == UInt8(ascii: " "), !line.contains(0)
        else { return nil }
        return DecimalDigits.number(line[1..<end])
    }

    /// Controls (they move a terminal's cursor), Unicode's line breaks, and the marks that reverse the direction of text.
    private static func isUnsafe(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x00...0x1F, 0x7F...0x9F, 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x2069: true
        default: false
        }
    }
}
