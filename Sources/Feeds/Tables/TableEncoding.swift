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

    /// The bytes as UTF-8 or windows-1252, where the first row begins, and the encoding where mark or statement tells it. A table in
    /// UTF-16 is held in memory whole; official ones come in neither of its forms.
    static func prepared(
        _ content: any TableContent, stated: TableEncoding?
    ) throws(TableFault) -> (content: any TableContent, start: Int, encoding: TableEncoding?) {
        let head = try content.bytes(from: 0, count: 8)
        if head.starts(with: [0xEF, 0xBB, 0xBF]) { return (content, 3, .utf8) }
        let isMarked = head.starts(with: [0xFF, 0xFE]) || head.starts(with: [0xFE, 0xFF])
        guard stated == .utf16 || isMarked || looksWide(head) else { return (content, 0, stated) }
        let mark: [UInt8] = isMarked ? [] : head.first == 0 ? [0xFE, 0xFF] : [0xFF, 0xFE]
        let bytes = mark + (try content.bytes(from: 0, count: .max))
        return (DecodedText(bytes, declaration: .none).utf8, 0, .utf8)
    }

    /// True where every second byte at the beginning is 0, as in UTF-16 without a mark.
    private static func looksWide(_ bytes: [UInt8]) -> Bool {
        guard bytes.count >= 8 else { return false }
        return [0, 1].contains { offset in
            stride(from: offset, to: 8, by: 2).allSatisfy { bytes[$0] == 0 }
        }
    }
}
