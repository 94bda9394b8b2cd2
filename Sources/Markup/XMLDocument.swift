import CLibXML2

/// An XML document as an immutable tree of values.
package struct XMLDocument: Sendable, Hashable {
    package let root: XMLElement
    /// True where the document was broken and was read all the same: parts of it may be missing.
    package let recovered: Bool
    /// Strict first, then forgiving. `charset`: the parameter of the HTTP answer's Content-Type, where it has one.
    package init(
        parsing bytes: [UInt8], charset: String? = nil, limits: MarkupLimits = .current
    ) throws(MarkupError) {
        let (markup, isRepaired) = try XMLDocument.rewritten(bytes, charset: charset, limits: limits)
        let strict = try XMLParser(limits: limits, forgiving: false).parse(markup)
        if let root = strict.root, strict.fault == nil {
            self.root = root
            recovered = isRepaired.text || isRepaired.source || strict.hasUndeclaredPrefix
            return
        }
        let forgiving = try XMLParser(limits: limits, forgiving: true).parse(markup)
        guard let root = forgiving.root else { throw strict.fault ?? MarkupError(operation: .readXML, cause: .empty) }
        self.root = root
        recovered = true
    }

    /// The text of a document that is well-formed and within the limits, as libxml2 may read it again: UTF-8, without
    /// document type declaration.
    static func wellFormed(
        _ bytes: [UInt8], charset: String?, limits: MarkupLimits
    ) throws(MarkupError) -> ArraySlice<UInt8> {
        let (markup, isRepaired) = try rewritten(bytes, charset: charset, limits: limits)
        if isRepaired.source { throw MarkupError(operation: .readXML, cause: .notWellFormed) }
        let result = try XMLParser(limits: limits, forgiving: false).parse(markup)
        if let fault = result.fault { throw fault }
        guard result.root != nil else { throw MarkupError(operation: .readXML, cause: .empty) }
        return markup
    }

    /// The text as UTF-8 within the limits and without document type declaration; and whether its encoding, or its
    /// markup, was broken.
    private static func rewritten(
        _ bytes: [UInt8], charset: String?, limits: MarkupLimits
    ) throws(MarkupError) -> (markup: ArraySlice<UInt8>, isRepaired: (text: Bool, source: Bool)) {
        let tooLarge = MarkupError(operation: .readXML, cause: .over(limit: "bytes", value: limits.documentBytes))
        guard bytes.count <= limits.documentBytes else { throw tooLarge }
        let text = DecodedText(bytes, charset: charset, declaration: .xml)
        guard text.utf8.count <= limits.documentBytes else { throw tooLarge }
        var source = XMLSource(text.utf8, limits: limits)
        let markup = try source.rewrite()
        return (markup, (text.repaired, source.repaired))
    }
}

/// Runs libxml2's push parser over one document; its handle lives no longer than that.
struct XMLParser {
    struct Result {
        let root: XMLElement?
        /// The first fault of a document that is not well-formed.
        let fault: MarkupError?
        let hasUndeclaredPrefix: Bool
    }

    let limits: MarkupLimits
    /// Whether to read on after a fault.
    let forgiving: Bool

    /// `text`: UTF-8 without document type declaration, as `XMLSource` writes it.
    func parse(_ text: ArraySlice<UInt8>) throws(MarkupError) -> Result {
        LibXML2.prepare()
        var callbacks = XMLParser.callbacks
        guard let parser = xmlCreatePushParserCtxt(&callbacks, nil, nil, 0, nil) else {
            throw MarkupError(operation: .readXML, cause: .outOfMemory)
        }
        defer {
            xmlFreeParserCtxt(parser)
            xmlResetLastError()
        }
        let options = XML_PARSE_NONET.rawValue | (forgiving ? XML_PARSE_RECOVER.rawValue : 0)
        xmlCtxtUseOptions(parser, Int32(options))
        xmlSwitchEncoding(parser, XML_CHAR_ENCODING_UTF8)
        var builder = TreeBuilder<XMLNode>(operation: .readXML, limits: limits, parser: parser)
        withUnsafeMutablePointer(to: &builder) { builder in
            parser.pointee.userData = UnsafeMutableRawPointer(builder)
            feed(text, to: parser, until: { builder.pointee.exceeded != nil })
        }
        if let exceeded = builder.exceeded { throw exceeded }
        let fault = parser.pointee.wellFormed == 0 ? XMLParser.fault(of: parser) : nil
        let root: XMLElement? = if case .element(let root) = builder.finishedRoot() { root } else { nil }
        return Result(
            root: root, fault: fault, hasUndeclaredPrefix: parser.pointee.nsWellFormed == 0)
    }

    private func feed(_ text: ArraySlice<UInt8>, to parser: xmlParserCtxtPtr, until stopped: () -> Bool) {
        let chunk = 64 << 10
        text.withUnsafeBytes { document in
            let bytes = document.bindMemory(to: CChar.self)
            var start = 0
            while start < bytes.count, !stopped() {
                let count = min(chunk, bytes.count - start)
                xmlParseChunk(parser, bytes.baseAddress.map { $0 + start }, Int32(count), 0)
                start += count
            }
            xmlParseChunk(parser, nil, 0, 1)
        }
    }

    private static func fault(of parser: xmlParserCtxtPtr) -> MarkupError {
        let error = xmlCtxtGetLastError(parser)
        let words = error?.pointee.message.map { String(cString: $0) } ?? "not well-formed"
        let line = error.map { Int($0.pointee.line) } ?? 0
        return MarkupError(
            operation: .readXML, cause: .malformed(words.split(separator: "\n").joined(separator: " "), line: line))
    }

    private static var callbacks: xmlSAXHandler {
        var callbacks = xmlSAXHandler()
        callbacks.initialized = XML_SAX2_MAGIC
        callbacks.startElementNs = { context, local, prefix, namespace, _, _, count, _, attributes in
            guard let builder = TreeBuilder<XMLNode>.behind(context) else { return }
            let name = builder.pointee.names.name(local: local, prefix: prefix, namespace: namespace)
            let list = builder.pointee.names.attributes(attributes, count: Int(count))
            builder.pointee.start(XMLNode.Tag(name: name, attributes: list))
        }
        callbacks.endElementNs = { context, _, _, _ in TreeBuilder<XMLNode>.behind(context)?.pointee.end() }
        callbacks.characters = { TreeBuilder<XMLNode>.behind($0)?.pointee.characters($1, $2) }
        callbacks.ignorableWhitespace = callbacks.characters
        callbacks.cdataBlock = callbacks.characters
        return callbacks
    }
}
