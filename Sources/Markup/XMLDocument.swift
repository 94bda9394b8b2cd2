/// An XML document as an immutable tree of values.
package struct XMLDocument: Sendable, Hashable {
    package let root: XMLElement
    /// True where the document was broken and was read all the same: parts of it may be missing.
    package let recovered: Bool
    /// Strict first, then forgiving. `charset`: the parameter of the HTTP answer's Content-Type, where it has one.
    package init(
        parsing bytes: [UInt8], charset: String? = nil, limits: MarkupLimits = .default
    ) throws(MarkupError) {
        let tooLarge = MarkupError(operation: .readXML, cause: .over(limit: "bytes", value: limits.documentBytes))
        guard bytes.count <= limits.documentBytes else { throw tooLarge }
        let text = DecodedText(bytes, charset: charset, declaration: .xml)
        guard text.utf8.count <= limits.documentBytes else { throw tooLarge }
        var source = XMLSource(text.utf8, limits: limits)
        let markup = try source.rewrite()
        let strict = try XMLParser(limits: limits, forgiving: false).parse(markup)
        if let root = strict.root, strict.fault == nil {
            self.root = root
            recovered = text.repaired || source.repaired || strict.hasUndeclaredPrefix
            return
        }
        let forgiving = try XMLParser(limits: limits, forgiving: true).parse(markup)
        guard let root = forgiving.root else { throw strict.fault ?? MarkupError(operation: .readXML, cause: .empty) }
        self.root = root
        recovered = true
    }

    /// The text of a document that is well-formed and within the limits, as libxml2 may read it again: UTF-8, without document type
    /// declaration.
    static func wellFormed(
        _ bytes: [UInt8], charset: String?, limits: MarkupLimits
    ) throws(MarkupError) -> ArraySlice<UInt8> {
        let tooLarge = MarkupError(operation: .readXML, cause: .over(limit: "bytes", value: limits.documentBytes))
        guard bytes.count <= limits.documentBytes else { throw tooLarge }
        let text = DecodedText(bytes, charset: charset, declaration: .xml)
        guard text.utf8.count <= limits.documentBytes else { throw tooLarge }
        var source = XMLSource(text.utf8, limits: limits)
        let markup = try source.rewrite()
        if source.repaired { throw MarkupError(operation: .readXML, cause: .notWellFormed) }
        let result = try XMLParser(limits: limits, forgiving: false).parse(markup)
        if let fault = result.fault { throw fault }
        guard result.root != nil else { throw MarkupError(operation: .readXML, cause: .empty) }
        return markup
    }
}
