/// An XPath 1.0 expression over an HTML page, or over XML, that can be evaluated; known by its text.
package struct XPath: Sendable, Hashable {
    package let text: String
    /// False for an expression whose value is a text, a number or a truth value.
    package let selectsNodes: Bool

    /// Bytes; a longer one was written by no person.
    private static let longest = 2000

    package init(_ text: String) throws(XPathFault) {
        if text.utf8.count > XPath.longest { throw XPathFault("longer than \(XPath.longest) bytes") }
        try XPathWords(text).check()
        self.text = text
        // Some mistakes, such as a function's missing argument, show only when the expression is evaluated.
        selectsNodes = try XPathContext(MarkupTree.sample()).tells(text)
    }
}
