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
        } else if bytes.isEmpty {
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
