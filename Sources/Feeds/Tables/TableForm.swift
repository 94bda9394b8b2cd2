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
        case .oldExcel: "Give the address of the CSV, .ods or .xlsx that lies beside it, or save it as one of these."
        case .xml, .json, .pdf, .gzip: "Give the address of the CSV, .ods, .xlsx or .zip."
        }
    }
}
