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

/// The elements that are open at a place of an XML document; tells what an end tag closes where tags do not match.
struct OpenTags {
    private let input: [UInt8]
    /// Where their names stand in the input.
    private var names: [Range<Int>] = []

    init(in input: [UInt8]) { self.input = input }

    var depth: Int { names.count }

    mutating func begin(_ name: Range<Int>) { names.append(name) }

    /// Ends the innermost element where it has this name.
    mutating func endInnermost(_ name: Range<Int>) -> Bool {
        guard let innermost = names.last, isSame(innermost, name) else { return false }
        names.removeLast()
        return true
    }

    /// The names that this end tag closes, innermost first: its own last, those that nobody closed before it; none for
    /// an end tag that nothing began.
    mutating func end(_ name: Range<Int>) -> [ArraySlice<UInt8>] {
        guard let index = names.lastIndex(where: { isSame($0, name) }) else { return [] }
        defer { names.removeSubrange(index...) }
        return names[index...].reversed().map { input[$0] }
    }

    private func isSame(_ a: Range<Int>, _ b: Range<Int>) -> Bool {
        guard a.count == b.count else { return false }
        for offset in 0..<a.count where input[a.lowerBound + offset] != input[b.lowerBound + offset] { return false }
        return true
    }
}

/// Finds where a tag ends before libxml2 sees it, since the cost of a tag there grows with the square of its
/// attributes.
struct TagBorder {
    let operation: MarkupError.Operation
    let limits: MarkupLimits

    /// The index after the tag that begins at `start` with `<`; `nil` where the document ends before it does.
    func end(of start: Int, in document: [UInt8]) throws(MarkupError) -> Int? {
        try document.withUnsafeBufferPointer { bytes throws(MarkupError) in try end(of: start, in: bytes) }
    }

    private func end(of start: Int, in document: UnsafeBufferPointer<UInt8>) throws(MarkupError) -> Int? {
        var index = start + 1
        var quote: UInt8?
        var gaps = 0
        var values = 0
        var last = UInt8(ascii: "<")
        while index < document.count {
            let byte = document[index]
            index += 1
            if index - start > limits.tagBytes { throw over("bytes in one tag", limits.tagBytes) }
            if let open = quote {
                if byte == open { quote = nil }
                continue
            }
            switch byte {
            case UInt8(ascii: ">"): return index
            case UInt8(ascii: "\""), UInt8(ascii: "'"):
                if last == UInt8(ascii: "=") { quote = byte }
            case UInt8(ascii: "="): values += 1
            case 0x20, 0x09, 0x0A, 0x0D, 0x0C:
                if document[index - 2] > 0x20 { gaps += 1 }
                continue
            default: break
            }
            last = byte
            if max(gaps, values) > limits.tagAttributes {
                throw over("attributes in one tag", limits.tagAttributes)
            }
        }
        return nil
    }

    private func over(_ limit: String, _ value: Int) -> MarkupError {
        MarkupError(operation: operation, cause: .over(limit: limit, value: value))
    }
}
