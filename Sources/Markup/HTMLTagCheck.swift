/// Refuses an HTML document with a tag that is over the limits.
struct HTMLTagCheck {
    let border: TagBorder

    func check(_ document: [UInt8]) throws(MarkupError) {
        var index = 0
        while let start = find(UInt8(ascii: "<"), in: document, from: index) {
            index = start + 1
            guard index < document.count else { return }
            if document[index] == UInt8(ascii: "!") {
                if starts("<!--", at: start, in: document) { index = endOfComment(from: start + 2, in: document) }
            } else if isLetter(document[index]) {
                guard let end = try border.end(of: start, in: document) else { return }
                index = end
                for raw in ["script", "style"]
                where starts("<" + raw, at: start, in: document) && document[index - 2] != UInt8(ascii: "/") {
                    index = endOfRawText("</" + raw, from: index, in: document)
                }
            }
        }
    }

    /// Scripts and styles hold `<` that begins no tag.
    private func endOfRawText(_ endTag: String, from: Int, in document: [UInt8]) -> Int {
        var index = from
        while let next = find(UInt8(ascii: "<"), in: document, from: index) {
            if starts(endTag, at: next, in: document) { return next }
            index = next + 1
        }
        return document.count
    }

    private func endOfComment(from: Int, in document: [UInt8]) -> Int {
        var index = from
        while let next = find(UInt8(ascii: "-"), in: document, from: index) {
            for end in ["-->", "--!>"] where starts(end, at: next, in: document) { return next + end.utf8.count }
            index = next + 1
        }
        return document.count
    }

    private func find(_ byte: UInt8, in document: [UInt8], from: Int) -> Int? {
        document[from...].firstIndex(of: byte)
    }

    private func starts(_ word: String, at index: Int, in document: [UInt8]) -> Bool {
        guard index + word.utf8.count <= document.count else { return false }
        return zip(word.utf8, document[index...]).allSatisfy { $0 == (isLetter($1) ? $1 | 0x20 : $1) }
    }

    private func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte | 0x20) }
}
