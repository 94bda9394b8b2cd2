extension StringProtocol {
    /// Without white space at both ends.
    var trimmed: String {
        // By scalars: a joiner after a space makes one character of both.
        let scalars = String(self).unicodeScalars
        let head = scalars.drop(while: \.properties.isWhitespace)
        guard let last = head.lastIndex(where: { !$0.properties.isWhitespace }) else { return "" }
        return String(String.UnicodeScalarView(head[...last]))
    }

    /// White space collapsed to single spaces, none at the ends.
    var collapsed: String {
        let words = String(self).unicodeScalars.split(whereSeparator: \.properties.isWhitespace)
        return words.map { String(String.UnicodeScalarView($0)) }.joined(separator: " ")
    }

    /// `nil` for an empty text.
    var nonEmpty: String? { isEmpty ? nil : String(self) }
}
