import Markup

/// The encodings that tables come in; UTF-16 is turned into UTF-8 before a table is split.
package enum TableEncoding: String, Sendable, Hashable, CaseIterable {
    case utf8 = "utf-8"
    case windows1252 = "windows-1252"
    case utf16 = "utf-16"

    /// The text of a cell.
    func text(_ cell: ArraySlice<UInt8>) -> String {
        switch self {
        case .utf8, .utf16: String(decoding: cell, as: UTF8.self)
        case .windows1252:
            if let ascii = String(validating: cell, as: Unicode.ASCII.self) {
                ascii
            } else {
                String(
                    decoding: DecodedText(Array(cell), charset: rawValue, declaration: .none).utf8, as: UTF8.self)
            }
        }
    }

    /// The bytes as UTF-8 or windows-1252 without a mark, and the encoding where mark or statement tells it.
    static func prepared(
        _ bytes: [UInt8], stated: TableEncoding?
    ) -> (bytes: ArraySlice<UInt8>, encoding: TableEncoding?) {
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { return (bytes[3...], .utf8) }
        if stated == .utf16 || bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF])
            || looksWide(bytes)
        {
            let isMarked = bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF])
            let mark: [UInt8] = isMarked ? [] : bytes.first == 0 ? [0xFE, 0xFF] : [0xFF, 0xFE]
            return (DecodedText(mark + bytes, declaration: .none).utf8[...], .utf8)
        }
        return (bytes[...], stated)
    }

    /// True where every second byte at the beginning is 0, as in UTF-16 without a mark.
    private static func looksWide(_ bytes: [UInt8]) -> Bool {
        guard bytes.count >= 8 else { return false }
        return [0, 1].contains { offset in
            stride(from: offset, to: 8, by: 2).allSatisfy { bytes[$0] == 0 }
        }
    }
}
