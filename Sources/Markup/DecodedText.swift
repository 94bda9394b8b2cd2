/// The text of a document as valid UTF-8, whatever charset it came in.
package struct DecodedText: Sendable {
    package enum Declaration: Sendable {
        /// The document states no charset of its own (JSON, plain text).
        case none
        case xml, html
    }

    /// Valid UTF-8 without a byte order mark.
    package let utf8: [UInt8]
    /// True where the stated charset is not the one that the bytes are in, or bytes stood for no character.
    package let repaired: Bool

    /// `charset`: the parameter of the HTTP answer's Content-Type. A mark wins over it, it over the document's declaration.
    package init(_ bytes: [UInt8], charset: String? = nil, declaration: Declaration) {
        let declared: String? =
            switch declaration {
            case .none: nil
            case .xml: Charset.declaredInXML(bytes)
            case .html: Charset.declaredInHTML(bytes)
            }
        if let mark = Charset.marked(bytes) {
            let clash = declared.map { Charset.known($0) != mark.name && !Charset.isWide(Charset.known($0)) } ?? false
            let (utf8, invalid) = DecodedText.convert(bytes[mark.markLength...], from: mark.name) ?? (bytes, 0)
            self.init(utf8: utf8, repaired: clash || invalid > 0)
            return
        }
        var repaired = false
        for name in [charset, declared].compactMap(\.self).map(Charset.known) {
            // A declaration that could be read byte by byte is not in wide characters.
            if !Charset.isWide(name), let (utf8, invalid) = DecodedText.convert(bytes[...], from: name), invalid == 0 {
                self.init(utf8: utf8, repaired: repaired)
                return
            }
            repaired = true
        }
        self.init(undeclared: bytes, repaired: repaired)
    }

    /// UTF-8 where at least one character beyond ASCII is well-formed, else windows-1252.
    private init(undeclared bytes: [UInt8], repaired: Bool) {
        if String(validating: bytes, as: UTF8.self) != nil {
            self.init(utf8: bytes, repaired: repaired)
            return
        }
        let lossy = String(decoding: bytes, as: UTF8.self)
        if !lossy.unicodeScalars.contains(where: { $0.value > 0x7F && $0 != "\u{FFFD}" }),
            let (utf8, _) = DecodedText.convert(bytes[...], from: "windows-1252")
        {
            self.init(utf8: utf8, repaired: true)
        } else {
            self.init(utf8: Array(lossy.utf8), repaired: true)
        }
    }

    private init(utf8: [UInt8], repaired: Bool) {
        self.utf8 = utf8
        self.repaired = repaired
    }

    /// `nil` where the charset is unknown.
    private static func convert(_ bytes: ArraySlice<UInt8>, from charset: String) -> (utf8: [UInt8], invalid: Int)? {
        if charset == "utf-8", String(validating: bytes, as: UTF8.self) != nil { return (Array(bytes), 0) }
        guard let converter = Iconv(from: charset) else { return nil }
        return converter.convert(bytes)
    }
}
