import CLibXML2

/// An HTML document as an immutable tree of values, however broken its markup is.
package struct HTMLDocument: Sendable, Hashable {
    /// `html`; the parser adds it, and `body`, where the document leaves them out.
    package let root: HTMLElement

    /// `charset`: the parameter of the HTTP answer's Content-Type, where it has one.
    package init(
        parsing bytes: [UInt8], charset: String? = nil, limits: MarkupLimits = .current
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

/// Runs libxml2's HTML parser over one document; its handle lives no longer than that.
struct HTMLParser {
    let limits: MarkupLimits

    /// `text`: UTF-8.
    func parse(_ text: [UInt8]) throws(MarkupError) -> HTMLElement {
        LibXML2.prepare()
        guard let parser = htmlNewParserCtxt() else {
            throw MarkupError(operation: .readHTML, cause: .outOfMemory)
        }
        defer {
            htmlFreeParserCtxt(parser)
            xmlResetLastError()
        }
        parser.pointee.sax.pointee = HTMLParser.callbacks
        let options = HTML_PARSE_NONET.rawValue | HTML_PARSE_IGNORE_ENC.rawValue
        var builder = TreeBuilder<HTMLNode>(operation: .readHTML, limits: limits, parser: parser)
        withUnsafeMutablePointer(to: &builder) { builder in
            parser.pointee.userData = UnsafeMutableRawPointer(builder)
            text.withUnsafeBytes { document in
                // With callbacks of our own libxml2 builds no document, so there is none to free.
                _ = htmlCtxtReadMemory(
                    parser, document.bindMemory(to: CChar.self).baseAddress, Int32(clamping: document.count), nil,
                    "UTF-8", Int32(options))
            }
        }
        if let exceeded = builder.exceeded { throw exceeded }
        guard case .element(let root) = builder.finishedRoot() else {
            throw MarkupError(operation: .readHTML, cause: .empty)
        }
        return root
    }

    private static var callbacks: xmlSAXHandler {
        var callbacks = xmlSAXHandler()
        callbacks.startElement = { context, name, attributes in
            guard let name else { return }
            var values: [String: String] = [:]
            var next = attributes
            while let pair = next, let key = pair[0] {
                values[String(cString: key).lowercased()] = pair[1].map { String(cString: $0) } ?? ""
                next = pair + 2
            }
            let tag = HTMLNode.Tag(name: String(cString: name).lowercased(), attributes: values)
            TreeBuilder<HTMLNode>.behind(context)?.pointee.start(tag)
        }
        callbacks.endElement = { context, _ in TreeBuilder<HTMLNode>.behind(context)?.pointee.end() }
        callbacks.characters = { TreeBuilder<HTMLNode>.behind($0)?.pointee.characters($1, $2) }
        callbacks.ignorableWhitespace = callbacks.characters
        callbacks.cdataBlock = callbacks.characters
        return callbacks
    }
}
