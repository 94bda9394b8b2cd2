import Text

extension String {
    /// The text from the `count`th last word on.
    func lastWords(_ count: Int) -> String {
        split(whereSeparator: \.isWhitespace).suffix(count).joined(separator: " ")
    }

    /// As they are printed, the words that are read as these: `and/or` is read as two. The words themselves where they
    /// begin or end within something printed.
    func asPrinted(_ words: some Collection<String>) -> String {
        let parts = split(whereSeparator: \.isWhitespace)
        for first in parts.indices {
            var read: [String] = []
            for last in first..<parts.endIndex {
                read += Words.of(parts[last])
                if read.count < words.count { continue }
                if read.elementsEqual(words) {
                    let printed = parts[first...last].joined(separator: " ").drop { String.aroundWords.contains($0) }
                    return String(printed.reversed().drop { String.aroundWords.contains($0) }.reversed())
                }
                break
            }
        }
        return words.joined(separator: " ")
    }

    private static let aroundWords: Set<Character> = [
        ".", ",", ";", ":", "!", "?", "(", ")", "\"", "'", "“", "”", "‘", "’", "«", "»",
    ]

    /// The text of the first `count` words.
    func firstWords(_ count: Int) -> String {
        split(whereSeparator: \.isWhitespace).prefix(count).joined(separator: " ")
    }
}

extension String {
    /// Without the mark of a footnote at its end: `Board1`, `inadequate.2`, `good *`.
    var withoutFootnote: String {
        // Nearly every line: it ends in a letter or a stop.
        guard let end = utf8.last, end > 0x7F || (0x30...0x39).contains(end) || end == 0x2A else { return self }
        let rest = trimmed(of: "*†‡¹²³⁴⁵⁶⁷⁸⁹⁰")
        let text = rest.trimmed(of: "0123456789")
        let digits = rest.count - text.count
        guard (1...2).contains(digits), let last = text.last else { return rest.trimmed }
        let isAtWord = last.isLetter ? text.dropLast().last?.isLetter == true : ".,;:!?)]”’\"'".contains(last)
        return isAtWord ? text : rest.trimmed
    }

    private func trimmed(of characters: String) -> String {
        guard let last, characters.contains(last) else { return self }
        return String(self[...(lastIndex { !characters.contains($0) } ?? startIndex)])
    }
}

extension String {
    /// Without the punctuation that ends a sentence.
    var withoutFullStop: String {
        var text = self
        while let last = text.last, ".,;:".contains(last) { text.removeLast() }
        return text
    }
}

extension String {
    /// The text after its first `count` words, and after the punctuation that follows them.
    func dropWords(_ count: Int) -> String {
        var rest = self[...]
        for _ in 0..<count {
            rest = rest.drop { !isOfWord($0) && $0 != "&" }
            rest = rest.first == "&" ? rest.dropFirst() : rest.drop { isOfWord($0) || "'‘’\u{AD}".contains($0) }
        }
        return String(rest.drop { ":.,".contains($0) || $0.isWhitespace })
    }

    private func isOfWord(_ character: Character) -> Bool { character.isLetter || character.isNumber }
}
