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
