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
