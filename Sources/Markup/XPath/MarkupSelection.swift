import CLibXML2

/// Cuts an HTML page, or XML, into items by XPath expressions, and reads what each of them says.
package struct MarkupSelection: Sendable, Hashable {
    /// Selects the items' elements.
    package let item: XPath
    /// Evaluated at each item.
    package let values: [XPath]

    package init(item: XPath, values: [XPath]) {
        self.item = item
        self.values = values
    }

    /// For each item, in document order, its values in the order of the expressions; empty where an item has nothing
    /// there.
    /// `charset`: the parameter of the HTTP answer's Content-Type, where it has one.
    package func read(
        _ bytes: [UInt8], charset: String? = nil, limits: MarkupLimits = .current
    ) throws(MarkupError) -> [[String]] {
        let text = try HTMLDocument.checkedText(bytes, charset: charset, limits: limits)
        // libxml2's own tree has no limits but one: it leaves out silently what is deeper.
        _ = try HTMLParser(limits: limits).parse(text)
        return try rows(of: MarkupTree(html: text), .readHTML, limits)
    }

    /// The same of XML, which must be well-formed: of what is broken, parts may be missing.
    package func read(
        xml bytes: [UInt8], charset: String? = nil, limits: MarkupLimits = .current
    ) throws(MarkupError) -> [[String]] {
        let text = try XMLDocument.wellFormed(bytes, charset: charset, limits: limits)
        return try rows(of: MarkupTree(xml: text), .readXML, limits)
    }

    private func rows(
        of tree: MarkupTree?, _ operation: MarkupError.Operation, _ limits: MarkupLimits
    ) throws(MarkupError) -> [[String]] {
        do throws(XPathFault) {
            let context = try XPathContext(tree)
            let expressions = try values.map { value throws(XPathFault) in try context.compile(value.text) }
            var rest = limits.documentBytes
            var found: [[String]] = []
            for element in try context.elements(context.compile(item.text), item.text) {
                var row: [String] = []
                for (value, expression) in zip(values, expressions) {
                    let text = try context.string(expression, at: element, value.text)
                    // Items within items would have their texts copied again and again.
                    rest -= text.utf8.count
                    if rest < 0 { throw XPathFault("more text is selected than a document may hold") }
                    row.append(text)
                }
                found.append(row)
            }
            return found
        } catch {
            throw MarkupError(operation: operation, cause: .selection(error))
        }
    }
}

/// The one owner of a document that libxml2 has built of an HTML page or of XML.
final class MarkupTree {
    let raw: xmlDocPtr

    /// `html`: UTF-8, within the limits of a document. Nil where memory does not suffice.
    init?(html text: [UInt8]) {
        LibXML2.prepare()
        guard let parser = htmlNewParserCtxt() else { return nil }
        defer {
            htmlFreeParserCtxt(parser)
            xmlResetLastError()
        }
        let options = HTML_PARSE_NONET.rawValue | HTML_PARSE_IGNORE_ENC.rawValue
        let document = text.withUnsafeBytes {
            htmlCtxtReadMemory(
                parser, $0.bindMemory(to: CChar.self).baseAddress, Int32(clamping: $0.count), nil, "UTF-8",
                Int32(options))
        }
        guard let document else { return nil }
        raw = document
    }

    /// `xml`: UTF-8 without document type declaration, as `XMLSource` writes it, and well-formed. Its names are without
    /// namespaces, so that an expression needs no prefixes.
    init?(xml text: ArraySlice<UInt8>) {
        LibXML2.prepare()
        guard let parser = xmlNewParserCtxt() else { return nil }
        defer {
            xmlFreeParserCtxt(parser)
            xmlResetLastError()
        }
        let document = text.withUnsafeBytes {
            xmlCtxtReadMemory(
                parser, $0.bindMemory(to: CChar.self).baseAddress, Int32(clamping: $0.count), nil, "UTF-8",
                Int32(XML_PARSE_NONET.rawValue))
        }
        guard let document else { return nil }
        raw = document
        MarkupTree.dropNamespaces(of: xmlDocGetRootElement(document))
    }

    deinit { xmlFreeDoc(raw) }

    /// A page to try expressions on.
    static func sample() -> MarkupTree? { MarkupTree(html: Array("<html><body><p>words</p></body></html>".utf8)) }

    private static func dropNamespaces(of first: xmlNodePtr?) {
        var node = first
        while let element = node {
            if element.pointee.type == XML_ELEMENT_NODE {
                element.pointee.ns = nil
                var attribute = element.pointee.properties
                while let known = attribute {
                    known.pointee.ns = nil
                    attribute = known.pointee.next
                }
                // The limits on levels bound this.
                dropNamespaces(of: element.pointee.children)
            }
            node = element.pointee.next
        }
    }
}
