/// The text of a document as valid UTF-8, whatever charset it came in.
package struct DecodedText: Sendable {
    package enum Declaration: Sendable {
        /// The document states no charset of its own (JSON, plain text).
        case none
        case xml, html
    }

    /// Valid UTF-8 without a byte order mark.
    package let utf8: [UInt8]
    /// True where the stated charset is not the one that the bytes are in, or bytes stood for no character.
    package let repaired: Bool

    /// `charset`: the parameter of the HTTP answer's Content-Type. A mark wins over it, it over the document's
    /// declaration; what is UTF-8 is taken for it, though either may say ISO 8859-1.
    package init(_ bytes: [UInt8], charset: String? = nil, declaration: Declaration) {
        if let mark = Charset.marked(bytes) {
            let declared = DecodedText.declared(in: bytes, declaration)
            let clash = declared.map { $0 != mark.name && !Charset.isWide($0) } ?? false
            let (utf8, invalid) = DecodedText.convert(bytes[mark.markLength...], from: mark.name) ?? (bytes, 0)
            self.init(utf8: utf8, repaired: clash || invalid > 0)
        } else if let charset, let utf8 = DecodedText.exact(bytes, in: Charset.known(charset)) {
            self.init(utf8: utf8, repaired: false)
        } else if let declared = DecodedText.declared(in: bytes, declaration) {
            if let utf8 = DecodedText.exact(bytes, in: declared) {
                self.init(utf8: utf8, repaired: charset != nil)
            } else {
                self.init(undeclared: bytes, repaired: true)
            }
        } else {
            self.init(undeclared: bytes, repaired: charset != nil)
        }
    }

    private static func declared(in bytes: [UInt8], _ declaration: Declaration) -> String? {
        let name: String? =
            switch declaration {
            case .none: nil
            case .xml: Charset.declaredInXML(bytes)
            case .html: Charset.declaredInHTML(bytes)
            }
        return name.map(Charset.known)
    }

    /// `nil` where the charset is unknown, or some bytes stand for nothing in it.
    private static func exact(_ bytes: [UInt8], in charset: String) -> [UInt8]? {
        // A declaration that could be read byte by byte is not in wide characters.
        if Charset.isWide(charset) { return nil }
        // What servers and templates say who do not know: what is well-formed beyond ASCII is nothing else by chance.
        if charset == "windows-1252", bytes.contains(where: { $0 > 0x7F }), isValid(bytes[...]) { return nil }
        guard let (utf8, invalid) = convert(bytes[...], from: charset), invalid == 0 else {
            return nil
        }
        return utf8
    }

    /// UTF-8 where at least one character beyond ASCII is well-formed, else windows-1252.
    private init(undeclared bytes: [UInt8], repaired: Bool) {
        if DecodedText.isValid(bytes[...]) {
            self.init(utf8: bytes, repaired: repaired)
            return
        }
        let lossy = String(decoding: bytes, as: UTF8.self)
        if !lossy.unicodeScalars.contains(where: { $0.value > 0x7F && $0 != "\u{FFFD}" }),
            let (utf8, _) = DecodedText.convert(bytes[...], from: "windows-1252")
        {
            self.init(utf8: utf8, repaired: true)
        } else {
            self.init(utf8: Array(lossy.utf8), repaired: true)
        }
    }

    private init(utf8: [UInt8], repaired: Bool) {
        self.utf8 = utf8
        self.repaired = repaired
    }

    /// `nil` where the charset is unknown.
    private static func convert(_ bytes: ArraySlice<UInt8>, from charset: String) -> (utf8: [UInt8], invalid: Int)? {
        if charset == "utf-8", isValid(bytes) { return (Array(bytes), 0) }
        guard let converter = Iconv(from: charset) else { return nil }
        return converter.convert(bytes)
    }

    private static func isValid(_ bytes: ArraySlice<UInt8>) -> Bool {
        do {
            _ = try UTF8Span(validating: bytes.span)
            return true
        } catch {
            return false
        }
    }
}

/// A document type declaration: where it ends, and the entities that are plain text. External entities, parameter
/// entities and those that refer to others are left undeclared.
struct DoctypeDeclaration {
    /// Replacement text by name, fit to stand in the document.
    private(set) var entities: [String: [UInt8]] = [:]
    /// The index after it.
    private(set) var end: Int

    /// `start`: of its `<!`.
    init(in input: [UInt8], from start: Int) {
        end = start + 2
        var depth = 1
        var declarations = 0
        var quote: UInt8?
        while end < input.count, depth > 0 {
            let byte = input[end]
            if let open = quote {
                if byte == open { quote = nil }
            } else if byte == UInt8(ascii: "<") {
                if input.holds("<!--", at: end) {
                    end = input.index(after: "-->", from: end + 4)
                    continue
                }
                if declarations < DoctypeDeclaration.most, input.holds("<!ENTITY", at: end) {
                    declarations += 1
                    declare(in: input[end...].prefix(DoctypeDeclaration.longest))
                }
                depth += 1
            } else if byte == UInt8(ascii: ">") {
                depth -= 1
            } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
                quote = byte
            }
            end += 1
        }
    }

    /// Entities that are read, and bytes of each: HTML's own 253 fit.
    private static let most = 1_000
    private static let longest = 2_048

    private mutating func declare(in declaration: ArraySlice<UInt8>) {
        let words = String(decoding: declaration, as: UTF8.self).dropFirst("<!ENTITY".count)
        let name = words.drop(while: \.isWhitespace).prefix { !$0.isWhitespace && $0 != ">" }
        let rest = words[name.endIndex...].drop(while: \.isWhitespace)
        guard let quote = rest.first, quote == "\"" || quote == "'",
            let close = rest.dropFirst().firstIndex(of: quote)
        else { return }
        let value = rest[rest.index(after: rest.startIndex)..<close]
        guard !value.contains("<"), !value.contains("%"), entities[String(name)] == nil else { return }
        var replacement: [UInt8] = []
        for (number, part) in value.split(separator: "&", omittingEmptySubsequences: false).enumerated() {
            guard number > 0 else {
                replacement += part.utf8
                continue
            }
            guard let semicolon = part.firstIndex(of: ";"),
                let (scalar, _) = XMLReference.character(String(part[..<semicolon]))
            else { return }
            replacement += XMLReference.escaped(scalar) + part[part.index(after: semicolon)...].utf8
        }
        entities[String(name)] = replacement
    }
}

extension [UInt8] {
    /// The index after the first `mark` at or after `from`; the end where there is none.
    func index(after mark: StaticString, from: Int) -> Int {
        var index = Swift.min(from, count)
        while let next = self[index...].firstIndex(of: mark.utf8Start[0]) {
            if holds(mark, at: next) { return next + mark.utf8CodeUnitCount }
            index = next + 1
        }
        return count
    }

    /// Whether `word` stands at `index`.
    func holds(_ word: StaticString, at index: Int) -> Bool {
        let length = word.utf8CodeUnitCount
        guard index + length <= count else { return false }
        for offset in 0..<length where self[index + offset] != word.utf8Start[offset] { return false }
        return true
    }
}
