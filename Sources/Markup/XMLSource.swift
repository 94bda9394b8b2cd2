/// Rewrites an XML document before libxml2 sees it: no document type declaration remains (so that no entity can read a
/// file or explode), references are resolved or escaped, and a tag that would cost too much is refused.
struct XMLSource {
    private(set) var output: [UInt8] = []
    /// True where the document was not well-formed and has been mended.
    private(set) var repaired = false

    private let input: [UInt8]
    private let border: TagBorder
    private var open = OpenTags()
    private var entities: [String: [UInt8]] = [:]
    private var index = 0

    init(_ input: [UInt8], limits: MarkupLimits) {
        self.input = input
        border = TagBorder(operation: .readXML, limits: limits)
    }

    mutating func rewrite() throws(MarkupError) {
        output.reserveCapacity(input.count)
        skipToMarkup()
        while index < input.count {
            switch input[index] {
            case UInt8(ascii: "<"): try rewriteMarkup()
            case UInt8(ascii: "&"): rewriteReference()
            default: copyCharacter()
            }
            // A short reference may stand for a long text, a million times.
            if output.count > border.limits.documentBytes {
                throw MarkupError(
                    operation: .readXML, cause: .over(limit: "bytes", value: border.limits.documentBytes))
            }
        }
    }

    /// What stands before the first tag is noise of the publisher's program; the declaration told the charset already.
    private mutating func skipToMarkup() {
        index = input.firstIndex(of: UInt8(ascii: "<")) ?? input.count
        let isBlank = input[..<index].allSatisfy { [0x20, 0x09, 0x0A, 0x0D].contains($0) }
        if starts(with: "<?xml") {
            if index > 0 { repaired = true }
            index = end(of: "?>", from: index)
        } else if !isBlank {
            repaired = true
        }
    }

    private mutating func rewriteMarkup() throws(MarkupError) {
        if starts(with: "<![CDATA[") {
            copyCharacters(until: end(of: "]]>", from: index))
        } else if starts(with: "<!--") {
            skip(to: end(of: "-->", from: index + 4))
        } else if starts(with: "<?") {
            skip(to: end(of: "?>", from: index))
        } else if starts(with: "<!"), open.depth == 0 {
            let declaration = DoctypeDeclaration(in: input, from: index)
            entities.merge(declaration.entities) { first, _ in first }
            skip(to: declaration.end)
        } else if beginsTag(at: index + 1) {
            try rewriteTag()
        } else {
            output.append(contentsOf: "&lt;".utf8)
            repaired = true
            index += 1
        }
    }

    private mutating func rewriteTag() throws(MarkupError) {
        let isEnd = starts(with: "</")
        let name = input[(index + (isEnd ? 2 : 1))...].prefix { $0 > 0x20 && $0 != 0x2F && $0 != 0x3E }
        guard let end = try border.end(of: index, in: input) else {
            // A document that ends inside a tag: a start tag may lack half of its values, an end tag is clear.
            if isEnd { close(name) }
            repaired = true
            index = input.count
            return
        }
        if isEnd {
            close(name)
            index = end
            return
        }
        if input[end - 2] != UInt8(ascii: "/") { open.begin(name) }
        guard open.depth <= border.limits.depth else {
            throw MarkupError(
                operation: .readXML, cause: .over(limit: "levels of elements", value: border.limits.depth))
        }
        while index < end {
            if input[index] == UInt8(ascii: "&") { rewriteReference() } else { copyCharacter() }
        }
    }

    private mutating func close(_ name: ArraySlice<UInt8>) {
        let closed = open.end(name)
        for name in closed { output += "</".utf8 + name + ">".utf8 }
        if closed.count != 1 { repaired = true }
    }

    private mutating func rewriteReference() {
        let reference = XMLReference(in: input, at: index, declared: entities)
        output.append(contentsOf: reference.replacement)
        if reference.isRepair { repaired = true }
        index = reference.end
    }

    private mutating func copyCharacters(until end: Int) {
        while index < end { copyCharacter() }
    }

    /// Drops the control characters that XML forbids, and takes the others for what was meant.
    private mutating func copyCharacter() {
        let byte = input[index]
        if byte == 0xC2, index + 1 < input.count, input[index + 1] < 0xA0 {
            output += String(Charset.meant(Unicode.Scalar(input[index + 1]))).utf8
            index += 1
        } else if byte >= 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 {
            output.append(byte)
        } else {
            repaired = true
        }
        index += 1
    }

    /// Leaves a part out, but for its line breaks: the parser's faults name lines.
    private mutating func skip(to end: Int) {
        output += input[index..<end].filter { $0 == 0x0A }
        index = end
    }

    private func beginsTag(at index: Int) -> Bool {
        guard index < input.count else { return false }
        let byte = input[index]
        return byte >= 0x80 || (0x61...0x7A).contains(byte | 0x20)
            || [UInt8(ascii: "_"), UInt8(ascii: ":"), UInt8(ascii: "/")].contains(byte)
    }

    private func starts(with word: String) -> Bool { input[index...].starts(with: word.utf8) }

    /// The index after `mark`, or the document's end.
    private func end(of mark: String, from: Int) -> Int {
        input.index(after: mark, from: from)
    }
}
