import Markup
import Text

/// A document as printed lines, empty ones left out, and broken words of the vocabulary mended.
struct DocumentText: Sendable {
    let lines: [Line]

    init(_ text: String, _ vocabulary: Vocabulary) {
        var lines: [Line] = []
        var page = 1
        var start = text.startIndex
        let bytes = text.utf8
        while start < bytes.endIndex {
            let end = bytes[start...].firstIndex { $0 == 0x0A || $0 == 0x0C || $0 == 0x0D } ?? bytes.endIndex
            let words = Words.of(text[start..<end])
            if !words.isEmpty {
                lines.append(Line(text: String(text[start..<end]).trimmed, page: page, words: words))
            }
            guard end < bytes.endIndex else { break }
            if bytes[end] == 0x0C { page += 1 }
            start = bytes.index(after: end)
        }
        self.lines = vocabulary.mended(lines)
    }
}

/// One printed line.
struct Line: Sendable {
    let text: String
    /// From 1; form feeds part pages.
    let page: Int
    let words: [String]

    /// Page numbers, footnote marks and rules: nothing that a table's row could miss.
    var isMark: Bool { words.allSatisfy { $0.utf8.allSatisfy { (0x30...0x39).contains($0) } } }
}

/// The page that a host shows, with status 200, for a document that it does not have now and may have again.
enum NotFoundPage {
    /// True where the page's title or a heading says "not found".
    static func isShown(by document: HTMLDocument) -> Bool {
        document.root.all { ["title", "h1", "h2"].contains($0.name) }
            .contains { $0.text.lowercased().contains("not found") }
    }
}

/// What a document is, by its content; its name and announced type do not decide.
enum Media: String, Sendable {
    case pdf = "application/pdf"
    case html = "text/html"
    case text = "text/plain"
    case unknown = "application/octet-stream"

    init(of bytes: [UInt8]) {
        let head = bytes.prefix(1024)
        if Media.find("%pdf-", in: head) {
            self = .pdf
        } else if Media.isEmpty(bytes) {
            self = .unknown
        } else if Media.isHTML(head) {
            self = .html
        } else {
            let isBinary = bytes.prefix(65_536).contains {
                $0 == 0 || ($0 < 0x20 && ![0x09, 0x0A, 0x0C, 0x0D].contains($0))
            }
            self = isBinary ? .unknown : .text
        }
    }

    /// True where there is nothing but blanks.
    static func isEmpty(_ bytes: [UInt8]) -> Bool { bytes.allSatisfy { $0 <= 0x20 } }

    /// True where the end is missing that documents of this kind have. Not all do that are whole.
    func isCut(_ bytes: [UInt8]) -> Bool {
        switch self {
        case .pdf: !Media.find("%%eof", in: bytes.suffix(2048))
        case .html:
            Media.find("<html", in: bytes.prefix(4096)) && !Media.find("</html", in: bytes.suffix(4096))
                && !Media.find("</body", in: bytes[...])
        case .text, .unknown: false
        }
    }

    private static func isHTML(_ head: ArraySlice<UInt8>) -> Bool {
        let text = head.drop { $0 <= 0x20 || $0 == 0xEF || $0 == 0xBB || $0 == 0xBF }
        guard text.first == 0x3C else { return false }
        return ["<!doctype html", "<html", "<head", "<body", "<article", "<main", "<div", "<h1", "<p"].contains {
            find($0, in: text)
        }
    }

    /// Looks for lower-case ASCII text, whatever its case in the bytes.
    private static func find(_ text: String, in bytes: ArraySlice<UInt8>) -> Bool {
        let wanted = Array(text.utf8)
        return bytes.indices.contains { start in
            bytes.count - (start - bytes.startIndex) >= wanted.count
                && bytes[start..<(start + wanted.count)].elementsEqual(wanted) {
                    $0 == $1 || ((0x41...0x5A).contains($0) && $0 + 32 == $1)
                }
        }
    }
}
