import Markup

/// The bytes of a table, which need not lie in memory all at once.
package protocol TableContent: Sendable {
    /// The bytes from `offset` on, at most `count`; none at the end.
    func bytes(from offset: Int, count: Int) throws(TableFault) -> [UInt8]
}

extension [UInt8]: TableContent {
    package func bytes(from offset: Int, count: Int) throws(TableFault) -> [UInt8] {
        Array(dropFirst(offset).prefix(count))
    }
}

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

    /// The text of a cell of a table whose encoding is not told yet. Where the table's own turns out to be another, the
    /// cell's row is at fault.
    static func text(_ cell: ArraySlice<UInt8>, in encoding: TableEncoding?) -> String {
        encoding?.text(cell) ?? String(validating: cell, as: UTF8.self) ?? windows1252.text(cell)
    }

    /// The bytes as UTF-8 or windows-1252, where the first row begins, and the encoding where mark or statement tells
    /// it. A table in UTF-16 is held in memory whole; official ones come in neither of its forms.
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

/// What stands where a table should, by its first bytes.
package enum TableForm: Sendable, Hashable {
    case htmlPage
    case xml
    case json
    case pdf
    case gzip
    /// A spreadsheet of Excel before 2007.
    case oldExcel

    /// Nil for what may be a table.
    init?(_ head: [UInt8]) {
        let magic: [([UInt8], TableForm)] = [
            (Array("%PDF-".utf8), .pdf), ([0x1F, 0x8B], .gzip), ([0xD0, 0xCF, 0x11, 0xE0], .oldExcel),
        ]
        if let found = magic.first(where: { head.starts(with: $0.0) }) {
            self = found.1
            return
        }
        let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
        let text = String(decoding: head.starts(with: mark) ? head[3...] : head[...], as: UTF8.self)
            .drop { $0.isWhitespace }.lowercased()
        if text.hasPrefix("<!doctype html") || text.hasPrefix("<html") || text.hasPrefix("<head") {
            self = .htmlPage
        } else if text.hasPrefix("<?xml"), text.contains("<html") {
            self = .htmlPage
        } else if text.hasPrefix("<?xml") {
            self = .xml
        } else if text.hasPrefix("{\"") || text.hasPrefix("[{") {
            self = .json
        } else {
            return nil
        }
    }

    var words: String {
        switch self {
        case .htmlPage: "an HTML page"
        case .xml: "an XML document"
        case .json: "JSON"
        case .pdf: "a PDF"
        case .gzip: "a gzip file"
        case .oldExcel: "a spreadsheet in the form of Excel before 2007 (.xls)"
        }
    }

    var remedy: String {
        switch self {
        case .htmlPage:
            "Give the address of the file itself, not of the page that leads to it; if the publisher shows an error or sign-in page in its place, it is tried again."
        case .oldExcel: "Give the address of a CSV, .ods or .xlsx of the same table, or save it as one of these."
        case .xml, .json, .pdf, .gzip: "Give the address of the CSV, .ods, .xlsx or .zip."
        }
    }
}

/// How much of a table is held at a time and read at all; what is beyond them is no real table.
package struct TableLimits: Sendable, Hashable {
    /// Of one cell; a lost quotation mark makes one cell of all that follows.
    package var cellBytes: Int
    package var rowBytes: Int
    package var columns: Int
    package var rows: Int
    /// Of a long table, whose inspections are put together at a time.
    package var providers: Int
    /// Of one file of an archive, once it is expanded.
    package var expandedBytes = 2_000_000_000
    /// How many times its compressed size such a file may have, beyond its first `trustedBytes`.
    package var expansion = 200
    package var trustedBytes = 16 << 20
    /// Of the texts that the cells of a spreadsheet share.
    package var sharedTextBytes = 96 << 20

    package init(
        cellBytes: Int = 64_000, rowBytes: Int = 1_000_000, columns: Int = 4096, rows: Int = 5_000_000,
        providers: Int = 5000
    ) {
        self.cellBytes = cellBytes
        self.rowBytes = rowBytes
        self.columns = columns
        self.rows = rows
        self.providers = providers
    }

    /// Those that the current task keeps to.
    @TaskLocal package static var current = TableLimits()
}
