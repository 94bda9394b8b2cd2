/// Where in JSON something stands: `data.items`, `ratings[0].value`, `ratings[name=Safe].rating`, `['Overall Rating']`;
/// `$` is the whole document, or the item itself. Known by its text.
package struct JSONPath: Hashable, Sendable {
    private enum Step: Hashable, Sendable {
        case member(String)
        case index(Int)
        /// The first element whose member is this text.
        case element(String, String)
    }

    package let text: String
    private let steps: [Step]

    /// Bytes; a longer one was written by no person.
    private static let longest = 2000

    package init(_ text: String) throws(JSONPathFault) {
        if text.utf8.count > JSONPath.longest { throw JSONPathFault(words: "longer than \(JSONPath.longest) bytes") }
        self.text = text
        var steps: [Step] = []
        var rest = Substring(text)
        if rest.first == "$" { rest.removeFirst() }
        var isFirst = rest.count == text.count
        if rest.isEmpty && isFirst { throw JSONPathFault(words: "is empty") }
        while let next = rest.first {
            let place = text.distance(from: text.startIndex, to: rest.startIndex) + 1
            if next == "[" {
                guard let end = JSONPath.end(of: rest) else {
                    throw JSONPathFault(words: "a bracket is opened and never closed", character: place)
                }
                steps.append(try JSONPath.step(rest[rest.index(after: rest.startIndex)..<end], at: place))
                rest = rest[rest.index(after: end)...]
            } else {
                if next == "." {
                    if isFirst {
                        throw JSONPathFault(words: "a name is missing before the full stop", character: place)
                    }
                    rest.removeFirst()
                } else if !isFirst {
                    throw JSONPathFault(words: "a full stop is missing", character: place)
                }
                let name = rest.prefix { $0 != "." && $0 != "[" }
                if name.isEmpty {
                    throw JSONPathFault(words: "a name is missing behind the full stop", character: place)
                }
                steps.append(.member(String(name)))
                rest = rest.dropFirst(name.count)
            }
            isFirst = false
        }
        self.steps = steps
    }

    /// `nil` where nothing stands there.
    package func value(in node: JSONNode) -> JSONNode? {
        var found: JSONNode? = node
        for step in steps {
            guard let node = found else { return nil }
            found =
                switch step {
                case .member(let name): node[name]
                case .index(let index): node.elements.indices.contains(index) ? node.elements[index] : nil
                case .element(let name, let text): node.elements.first { $0[name]?.scalar == text }
                }
        }
        return found
    }

    /// Of the bracket that the text begins with; one within quotation marks ends nothing.
    private static func end(of text: Substring) -> Substring.Index? {
        var quote: Character?
        for index in text.indices {
            if let open = quote {
                if text[index] == open { quote = nil }
            } else if text[index] == "'" || text[index] == "\"" {
                quote = text[index]
            } else if text[index] == "]" {
                return index
            }
        }
        return nil
    }

    private static func step(_ text: Substring, at place: Int) throws(JSONPathFault) -> Step {
        if let index = Int(text), index >= 0 { return .index(index) }
        if let name = quoted(text) { return .member(name) }
        guard let equals = text.firstIndex(of: "="), equals > text.startIndex else {
            throw JSONPathFault(
                words: "a bracket holds a number from 0, a name in quotation marks, or name=value", character: place)
        }
        let value = text[text.index(after: equals)...]
        return .element(String(text[..<equals]), quoted(value) ?? String(value))
    }

    private static func quoted(_ text: Substring) -> String? {
        guard text.count >= 2, let first = text.first, first == "'" || first == "\"", text.last == first else {
            return nil
        }
        return String(text.dropFirst().dropLast())
    }
}

/// Why a text is no path.
package struct JSONPathFault: Error, Sendable, Hashable, CustomStringConvertible {
    package let words: String
    /// Character from 1 at which reading it stopped; `nil` where the whole is meant.
    package var character: Int?

    package var description: String { (character.map { "character \($0): " } ?? "") + words }
}
