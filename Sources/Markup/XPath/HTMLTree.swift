import CLibXML2

/// The one owner of a document that libxml2 has built of an HTML page.
final class HTMLTree {
    let raw: htmlDocPtr

    /// `text`: UTF-8, within the limits of a document. Nil where memory does not suffice.
    init?(_ text: [UInt8]) {
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

    deinit { xmlFreeDoc(raw) }

    /// A page to try expressions on.
    static func sample() -> HTMLTree? { HTMLTree(Array("<html><body><p>words</p></body></html>".utf8)) }
}
