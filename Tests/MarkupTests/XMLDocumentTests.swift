import Markup
import Testing

struct XMLDocumentTests {
    @Test func readsNamesNamespacesAttributesAndText() throws {
        let document = try XMLDocument(
            parsing: Array(
                """
                <?xml version="1.0"?><!-- remark --><a:feed xmlns:a="urn:a" xmlns="urn:plain" xml:base="/x">
                <title a:kind="1" kind="2">One &amp; <![CDATA[<two>]]>&#233;<?pi?></title></a:feed>
                """.utf8))
        #expect(!document.recovered)
        #expect(document.root.name == XMLName(namespace: "urn:a", local: "feed"))
        let base = XMLName(namespace: "http://www.w3.org/XML/1998/namespace", local: "base")
        #expect(document.root.attribute(base) == "/x")
        let title = try #require(document.root.elements.first)
        #expect(title.name == XMLName(namespace: "urn:plain", local: "title"))
        #expect(title.attribute("kind") == "2")
        #expect(title.attribute(XMLName(namespace: "urn:a", local: "kind")) == "1")
        #expect(title.text == "One & <two>é")
    }

    @Test(arguments: [
        ("<a b='x &amp; y &lt; &#38; &quot;'/>", "x & y < & \""),
        ("<a b='&amp;#38;'/>", "&#38;"),
        ("<a b='x=1&amp;y=2'/>", "x=1&y=2"),
        ("<a b='1 > 0'/>", "1 > 0"),
    ])
    func readsAttributesAsMeant(markup: String, value: String) throws {
        let document = try XMLDocument(parsing: Array(markup.utf8))
        #expect(document.root.attribute("b") == value)
        #expect(!document.recovered)
    }

    /// References that name what a text may hold, and the three characters that it may not hold in a row.
    @Test(arguments: [
        ("&lt;p class=&quot;x&quot;&gt;it&apos;s&lt;/p&gt;", "<p class=\"x\">it's</p>"),
        ("&amp;lt; &amp;#38; &amp;amp;", "&lt; &#38; &amp;"),
        ("]]&gt;", "]]>"),
        ("]<!-- -->]<!-- -->&gt;", "]]>"),
        ("&#93;&#93;&gt;", "]]>"),
        ("a]<![CDATA[]]]>&gt;b", "a]]>b"),
        ("&gt;&gt; 1 &gt; 0\n&gt;", ">> 1 > 0\n>"),
        ("Kent é&gt;é &lt;&lt;&lt;", "Kent é>é <<<"),
    ])
    func readsReferencesInTextAsMeant(markup: String, text: String) throws {
        let document = try XMLDocument(parsing: Array("<a>\(markup)</a>".utf8))
        #expect(document.root.text == text)
        #expect(!document.recovered)
    }

    struct Mended: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let markup: String
        let text: String
    }

    @Test(arguments: [
        Mended(
            testDescription: "HTML's entity", markup: "<a>Kent&nbsp;County &ndash; caf&eacute;</a>",
            text: "Kent\u{A0}County – café"),
        Mended(
            testDescription: "lone ampersand", markup: "<a>AT&T & more; &unknown;</a>", text: "AT&T & more; &unknown;"),
        Mended(testDescription: "less-than sign", markup: "<a>1 < 2</a>", text: "1 < 2"),
        Mended(testDescription: "control characters", markup: "<a>x\u{8}\u{1F}y&#0;z</a>", text: "xy\u{FFFD}z"),
        Mended(testDescription: "noise before the declaration", markup: "\n <?xml version='1.0'?><a>x</a>", text: "x"),
        Mended(
            testDescription: "a warning before the declaration", markup: "Warning: 7<?xml version='1.0'?><a>x</a>",
            text: "x"),
        Mended(
            testDescription: "declaration inside", markup: "<a>x <!DOCTYPE a> don't</a>", text: "x <!DOCTYPE a> don't"),
        Mended(testDescription: "undeclared prefix", markup: "<dc:a>x</dc:a>", text: "x"),
        Mended(testDescription: "tags that do not match", markup: "<a><b>x<c></b>y</d></a>", text: "xy"),
        Mended(testDescription: "junk at the end", markup: "<a>x</a><p>tracker", text: "x"),
        Mended(testDescription: "cut in the middle", markup: "<a><b>x</b><b>y<c/>z", text: "xy"),
    ])
    func mendsAndSaysSo(mended: Mended) throws {
        let document = try XMLDocument(parsing: Array(mended.markup.utf8))
        #expect(document.root.text == mended.text)
        #expect(document.recovered)
    }

    @Test func takesAnUndeclaredPrefixForItself() throws {
        #expect(try XMLDocument(parsing: Array("<dc:a/>".utf8)).root.name == XMLName(namespace: "dc", local: "a"))
    }

    @Test(arguments: [
        ("<a><b>x</b><b><c/></b></a>", []), ("<a><b>x</b><b><c/></b></a", []), ("<a><b>x</b><b><c/></b>", ["a"]),
        ("<a><b>x</b><b><c/>", ["a", "b"]), ("<a><b>x</b><b c='", ["a"]), ("<a><b>x</b></c></a>", []),
    ])
    func saysWhichElementsAreCut(markup: String, cut: [String]) throws {
        let root = try XMLDocument(parsing: Array(markup.utf8)).root
        #expect(([root] + root.elements).filter(\.isCut).map(\.name.local) == cut)
    }

    @Test func readsEntitiesThatAreDeclaredAsText() throws {
        let markup = "<!DOCTYPE a [<!ENTITY council 'Kent &#38; Medway'> <!-- ]> --> ]><a b='&council;'>&council;</a>"
        let document = try XMLDocument(parsing: Array(markup.utf8))
        #expect(document.root.text == "Kent & Medway")
        #expect(document.root.attribute("b") == "Kent & Medway")
        #expect(!document.recovered)
    }

    @Test(arguments: ["SYSTEM 'file:///etc/hostname'", "PUBLIC 'x' 'file:///etc/hostname'"])
    func neverReadsAFileThatAnEntityNames(entity: String) throws {
        let markup = "<!DOCTYPE a [<!ENTITY x \(entity)><!ENTITY % y \(entity)> %y;]><a>before &x; after</a>"
        let document = try XMLDocument(parsing: Array(markup.utf8))
        #expect(document.root.text == "before &x; after")
        #expect(document.recovered)
    }

    @Test func neverLetsEntitiesExplode() throws {
        var declarations = "<!ENTITY a0 'ha'>"
        for level in 1...30 { declarations += "<!ENTITY a\(level) '&a\(level - 1);&a\(level - 1);'>" }
        let document = try XMLDocument(parsing: Array("<!DOCTYPE a [\(declarations)]><a>&a30;</a>".utf8))
        #expect(document.root.text == "&a30;")
    }

    @Test func refusesEntitiesThatAddUp() {
        let markup =
            "<!DOCTYPE a [<!ENTITY x '\(String(repeating: "x", count: 1_000))'>]><a>"
            + String(repeating: "&x;", count: 2_000)
        let error = #expect(throws: MarkupError.self) {
            try XMLDocument(parsing: Array(markup.utf8), limits: MarkupLimits(documentBytes: 1_000_000))
        }
        #expect(error?.cause == .over(limit: "bytes", value: 1_000_000))
    }

    @Test(arguments: [
        (deep(100_000), "levels of elements"),
        ("<a \((0..<40_000).map { "a\($0)=''" }.joined(separator: " "))/>", "attributes in one tag"),
        ("<a b='" + String(repeating: ">", count: 70_000) + "'/>", "bytes in one tag"),
        ("<a>" + String(repeating: "<b/>", count: 2_000), "elements and texts"),
    ])
    func refusesFloodsByName(markup: String, limit: String) {
        let error = #expect(throws: MarkupError.self) {
            try XMLDocument(parsing: Array(markup.utf8), limits: MarkupLimits(nodes: 1_000))
        }
        guard case .over(let name, _) = error?.cause else {
            Issue.record("not over a limit: \(String(describing: error))")
            return
        }
        #expect(name == limit)
    }

    @Test(arguments: ["", "   ", "plain words", "<", "{}"])
    func refusesWhatIsNoMarkup(text: String) {
        #expect(throws: MarkupError.self) { try XMLDocument(parsing: Array(text.utf8)) }
    }

    @Test func namesTheLineOfAFault() {
        let error = #expect(throws: MarkupError.self) { try XMLDocument(parsing: Array("<!-- \n -->\n</a>".utf8)) }
        guard case .malformed(_, let line) = error?.cause else {
            Issue.record("no fault: \(String(describing: error))")
            return
        }
        #expect(line == 3)
    }

    @Test(arguments: [
        ("utf-8", [UInt8]("é".utf8)), ("iso-8859-1", [0xE9]), ("windows-1252", [0xE9]), ("utf-16", [UInt8]("é".utf8)),
        ("macintosh", [0x8E]),
    ])
    func readsTheDeclaredCharset(charset: String, bytes: [UInt8]) throws {
        let markup = Array("<?xml version='1.0' encoding='\(charset)'?><a>caf".utf8) + bytes + Array("</a>".utf8)
        #expect(try XMLDocument(parsing: markup).root.text == "café")
    }

    /// One of each general category, the borders of the planes, and what markup gives a meaning to.
    static let scalars: [Unicode.Scalar] =
        Dictionary(grouping: (0...0x10FFFF).compactMap(Unicode.Scalar.init), by: \.properties.generalCategory)
        .values.compactMap(\.first)
        + [
            "\t", "\n", "<", ">", "&", "\"", "'", "]", "\u{85}", "\u{A0}", "\u{D7FF}", "\u{E000}", "\u{FFFD}",
            "\u{10FFFF}",
        ]

    @Test func textOfEveryUnicodeClassSurvives() throws {
        // XML has no word for the first control character, and takes those of windows-1252 for what they mean there.
        for scalar in Self.scalars where scalar.value >= 0x20 && !(0x80..<0xA0).contains(scalar.value) {
            let element = XMLElement(
                name: XMLName(local: "a"),
                children: [.text("x\(scalar)y"), .element(XMLElement(name: XMLName(local: "b")))])
            let again = try XMLDocument(parsing: Array("<a>\(element.innerMarkup)</a>".utf8))
            #expect(again.root == element, "U+\(String(scalar.value, radix: 16))")
            #expect(!again.recovered)
        }
    }

    private static func deep(_ levels: Int) -> String { String(repeating: "<a>", count: levels) }
}
