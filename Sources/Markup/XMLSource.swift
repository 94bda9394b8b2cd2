/// Rewrites an XML document before libxml2 sees it: no document type declaration remains (so that no entity can read a
/// file or explode), references are resolved or escaped, and a tag that would cost too much is refused.
struct XMLSource {
    /// True where the document was not well-formed and has been mended.
    private(set) var repaired = false

    private let input: [UInt8]
    private let border: TagBorder
    private var open: OpenTags
    private var entities: [String: [UInt8]] = [:]
    private var index = 0
    private var output: [UInt8] = []
    /// What stands between here and `index` goes into the output as it is. Most documents need no change beyond their
    /// declaration: they are never copied.
    private var unchanged = 0

    init(_ input: [UInt8], limits: MarkupLimits) {
        self.input = input
        border = TagBorder(operation: .readXML, limits: limits)
        open = OpenTags(in: input)
    }

    mutating func rewrite() throws(MarkupError) -> ArraySlice<UInt8> {
        skipToMarkup()
        while index < input.count {
            passCharacters(until: input.count, before: UInt8(ascii: "<"), UInt8(ascii: "&"))
            guard index < input.count else { break }
            if input[index] == UInt8(ascii: "<") { try rewriteMarkup() } else { rewriteReference(isInText: true) }
            // A short reference may stand for a long text, a million times.
            if output.count + index - unchanged > border.limits.documentBytes {
                throw MarkupError(
                    operation: .readXML, cause: .over(limit: "bytes", value: border.limits.documentBytes))
            }
        }
        if output.isEmpty { return input[unchanged...] }
        write([], upTo: input.count)
        return output[...]
    }

    /// Writes this instead of what stands between `index` and `end`.
    private mutating func write(_ replacement: [UInt8], upTo end: Int) {
        replacement.withUnsafeBufferPointer { write($0, upTo: end) }
    }

    private mutating func write(_ replacement: UnsafeBufferPointer<UInt8>, upTo end: Int) {
        if output.isEmpty { output.reserveCapacity(input.count) }
        // By pointers: a feed of escaped HTML has a thousand pieces, each of a few bytes.
        if index > unchanged {
            input.withUnsafeBufferPointer {
                output.append(contentsOf: UnsafeBufferPointer(rebasing: $0[unchanged..<index]))
            }
        }
        output.append(contentsOf: replacement)
        index = end
        unchanged = end
    }

    /// What stands before the first tag is noise of the publisher's program; the declaration told the charset already.
    private mutating func skipToMarkup() {
        index = input.firstIndex(of: UInt8(ascii: "<")) ?? input.count
        let isBlank = input[..<index].allSatisfy { [0x20, 0x09, 0x0A, 0x0D].contains($0) }
        if input.holds("<?xml", at: index) {
            if index > 0 { repaired = true }
            index = input.index(after: "?>", from: index)
        } else if !isBlank {
            repaired = true
        }
        unchanged = index
    }

    private mutating func rewriteMarkup() throws(MarkupError) {
        if beginsTag(at: index + 1) {
            try rewriteTag()
        } else if input.holds("<![CDATA[", at: index) {
            passCharacters(until: input.index(after: "]]>", from: index))
        } else if input.holds("<!--", at: index) {
            skip(to: input.index(after: "-->", from: index + 4))
        } else if input.holds("<?", at: index) {
            skip(to: input.index(after: "?>", from: index))
        } else if input.holds("<!", at: index), open.depth == 0 {
            let declaration = DoctypeDeclaration(in: input, from: index)
            entities.merge(declaration.entities) { first, _ in first }
            skip(to: declaration.end)
        } else {
            repaired = true
            write(Array("&lt;".utf8), upTo: index + 1)
        }
    }

    private mutating func rewriteTag() throws(MarkupError) {
        let isEnd = input[index + 1] == UInt8(ascii: "/")
        let start = index + (isEnd ? 2 : 1)
        let nameEnd = input[start...].firstIndex { $0 <= 0x20 || $0 == 0x2F || $0 == 0x3E } ?? input.count
        let name = start..<nameEnd
        guard let end = try border.end(of: index, in: input) else {
            // A document that ends inside a tag: a start tag may lack half of its values, an end tag is clear.
            repaired = true
            if isEnd { close(name, tagEnd: input.count) } else { write([], upTo: input.count) }
            return
        }
        if isEnd {
            close(name, tagEnd: end)
            return
        }
        if input[end - 2] != UInt8(ascii: "/") { open.begin(name) }
        guard open.depth <= border.limits.depth else {
            throw MarkupError(
                operation: .readXML, cause: .over(limit: "levels of elements", value: border.limits.depth))
        }
        while index < end {
            passCharacters(until: end, before: UInt8(ascii: "&"))
            if index < end { rewriteReference(isInText: false) }
        }
    }

    private mutating func close(_ name: Range<Int>, tagEnd: Int) {
        if open.endInnermost(name) {
            if tagEnd == name.upperBound + 1 {
                index = tagEnd
            } else {
                write(XMLSource.endTag(input[name]), upTo: tagEnd)
            }
        } else {
            repaired = true
            write(open.end(name).flatMap(XMLSource.endTag), upTo: tagEnd)
        }
    }

    private static func endTag(_ name: ArraySlice<UInt8>) -> [UInt8] { Array("</".utf8) + name + ">".utf8 }

    private mutating func rewriteReference(isInText: Bool) {
        if let known = PredefinedReference(in: input, at: index) {
            // libxml2 looks a name up for each of them, which in a feed of escaped HTML is a quarter of its work.
            if isInText, let text = known.text(after: input[..<index].last) {
                text.withUTF8Buffer { write($0, upTo: index + known.length) }
            } else {
                index += known.length
            }
            return
        }
        let reference = XMLReference(in: input, at: index, declared: entities)
        if reference.isRepair { repaired = true }
        write(reference.replacement, upTo: reference.end)
    }

    /// Goes on to `end`, or to the first character that is one of the marks; a byte that no text has marks nothing.
    private mutating func passCharacters(until end: Int, before first: UInt8 = 0xFF, _ second: UInt8 = 0xFF) {
        while true {
            let start = index
            index = input.withUnsafeBufferPointer { bytes in
                var next = start
                while next < end, bytes[next] != first, bytes[next] != second, XMLSource.isPlain(bytes[next]) {
                    next += 1
                }
                return next
            }
            guard index < end, input[index] != first, input[index] != second else { return }
            rewriteControl()
        }
    }

    /// Whether the byte is neither a control character nor may begin one.
    private static func isPlain(_ byte: UInt8) -> Bool {
        byte >= 0x20 ? byte != 0xC2 : byte == 0x0A || byte == 0x0D || byte == 0x09
    }

    /// Drops the control characters that XML forbids, and takes the others for what was meant.
    private mutating func rewriteControl() {
        if input[index] == 0xC2, index + 1 < input.count {
            let scalar = Unicode.Scalar(input[index + 1])
            if scalar.value < 0xA0 {
                write(Array(String(Charset.meant(scalar)).utf8), upTo: index + 2)
            } else {
                index += 2
            }
        } else {
            repaired = true
            write([], upTo: index + 1)
        }
    }

    /// Leaves a part out, but for its line breaks: the parser's faults name lines.
    private mutating func skip(to end: Int) {
        write(input[index..<end].filter { $0 == 0x0A }, upTo: end)
    }

    private func beginsTag(at index: Int) -> Bool {
        guard index < input.count else { return false }
        let byte = input[index]
        if byte >= 0x80 || (0x61...0x7A).contains(byte | 0x20) { return true }
        return byte == UInt8(ascii: "/") || byte == UInt8(ascii: "_") || byte == UInt8(ascii: ":")
    }
}
