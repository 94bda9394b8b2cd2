/// Looks at the names in an expression: what nobody defines is found by libxml2 only where a page makes it evaluate
/// that part.
struct XPathWords {
    private let text: [Character]

    init(_ text: String) { self.text = Array(text) }

    func check() throws(XPathFault) {
        var quote: Character?
        var name = ""
        var start = 0
        for (index, character) in text.enumerated() {
            if let open = quote {
                if character == open { quote = nil }
                continue
            }
            if character.isLetter || (!name.isEmpty && isPartOfName(character)) {
                if name.isEmpty { start = index + 1 }
                name.append(character)
                continue
            }
            switch character {
            case "\"", "'": quote = character
            case "$": throw XPathFault("there are no variables here", character: index + 1)
            case ":" where isPrefix(at: index):
                throw XPathFault("names have no namespaces here; leave out the prefix", character: index + 1)
            case "(" where !name.isEmpty && !XPathWords.callable.contains(name):
                throw XPathFault("XPath 1.0 has no function \"\(name)\"", character: start)
            default: break
            }
            // White space may stand between a function's name and its bracket.
            if !character.isWhitespace { name = "" } else if nextVisible(after: index) != "(" { name = "" }
        }
    }

    private func nextVisible(after index: Int) -> Character? { text[(index + 1)...].first { !$0.isWhitespace } }

    /// True for the colon of `a:b`, false for those of `ancestor::b`.
    private func isPrefix(at index: Int) -> Bool {
        let isDoubled = [index - 1, index + 1].contains { text.indices.contains($0) && text[$0] == ":" }
        return !isDoubled
    }

    private func isPartOfName(_ character: Character) -> Bool {
        character.isNumber || character == "-" || character == "_"
    }

    /// Functions, tests of nodes, and the operators that a bracket may follow.
    private static let callable: Set<String> = [
        "last", "position", "count", "id", "local-name", "namespace-uri", "name", "string", "concat", "starts-with",
        "contains", "substring-before", "substring-after", "substring", "string-length", "normalize-space",
        "translate", "boolean", "not", "true", "false", "lang", "number", "sum", "floor", "ceiling", "round", "node",
        "text", "comment", "processing-instruction", "and", "or", "div", "mod",
    ]
}
