/// An HTML document as an immutable tree of values, however broken its markup is.
package struct HTMLDocument: Sendable, Hashable {
    /// `html`; the parser adds it, and `body`, where the document leaves them out.
    package let root: HTMLElement

    /// `charset`: the parameter of the HTTP answer's Content-Type, where it has one.
    package init(
        parsing bytes: [UInt8], charset: String? = nil, limits: MarkupLimits = .default
    ) throws(MarkupError) {
        root = try HTMLParser(limits: limits).parse(
            HTMLDocument.checkedText(bytes, charset: charset, limits: limits))
    }

    /// The document as UTF-8, once nothing is left in it that would cost libxml2 more than its bytes are worth.
    static func checkedText(
        _ bytes: [UInt8], charset: String?, limits: MarkupLimits
    ) throws(MarkupError) -> [UInt8] {
        let tooLarge = MarkupError(operation: .readHTML, cause: .over(limit: "bytes", value: limits.documentBytes))
        guard bytes.count <= limits.documentBytes else { throw tooLarge }
        let text = DecodedText(bytes, charset: charset, declaration: .html).utf8
        guard text.count <= limits.documentBytes else { throw tooLarge }
        try HTMLTagCheck(border: TagBorder(operation: .readHTML, limits: limits)).check(text)
        return text
    }
}
