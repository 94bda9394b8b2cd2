extension String {
    /// The text from the `count`th last word on.
    func lastWords(_ count: Int) -> String {
        split(whereSeparator: \.isWhitespace).suffix(count).joined(separator: " ")
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
            rest = rest.drop { !$0.isLetter && !$0.isNumber }.drop { $0.isLetter || $0.isNumber }
        }
        return String(rest.drop { ":.,".contains($0) || $0.isWhitespace })
    }
}
