import CLibXML2

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

    /// `xml`: UTF-8 without document type declaration, as `XMLSource` writes it, and well-formed. Its names are without namespaces, so
    /// that an expression needs no prefixes.
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
