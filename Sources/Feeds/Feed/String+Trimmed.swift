extension StringProtocol {
    /// Without white space at both ends.
    var trimmed: String {
        let head = drop(while: \.isWhitespace)
        guard let last = head.lastIndex(where: { !$0.isWhitespace }) else { return "" }
        return String(head[...last])
    }

    /// `nil` for an empty text.
    var nonEmpty: String? { isEmpty ? nil : String(self) }
}
