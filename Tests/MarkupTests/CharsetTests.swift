import Markup
import Testing

struct CharsetTests {
    struct Page: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let bytes: [UInt8]
        var charset: String?
    }

    static let utf16 = "<p>café</p>".utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }

    @Test(arguments: [
        Page(testDescription: "UTF-8 that says nothing", bytes: Array("<p>café</p>".utf8)),
        Page(testDescription: "UTF-8 with a mark", bytes: [0xEF, 0xBB, 0xBF] + Array("<p>café</p>".utf8)),
        Page(testDescription: "windows-1252 that says nothing", bytes: Array("<p>caf".utf8) + [0xE9]),
        Page(
            testDescription: "iso-8859-1 in a meta element",
            bytes: Array("<meta charset='ISO-8859-1'><p>caf".utf8) + [0xE9]),
        Page(
            testDescription: "windows-1250 in an http-equiv",
            bytes: Array("<META http-equiv=Content-Type content=\"text/html; charset=windows-1250\"><p>caf".utf8) + [
                0xE9
            ]),
        Page(testDescription: "charset of the HTTP answer", bytes: Array("<p>caf".utf8) + [0x8E], charset: "macintosh"),
        Page(
            testDescription: "HTTP answer against meta",
            bytes: Array("<meta charset=macintosh><p>caf".utf8) + [0xE9], charset: "\"windows-1252\""),
        Page(
            testDescription: "UTF-8 that the HTTP answer calls ISO 8859-1", bytes: Array("<p>café</p>".utf8),
            charset: "iso-8859-1"),
        Page(testDescription: "UTF-16 with a mark", bytes: [0xFF, 0xFE] + utf16),
        Page(
            testDescription: "UTF-16 declared on UTF-8 bytes",
            bytes: Array("<meta charset=utf-16><p>café</p>".utf8)),
        Page(testDescription: "unknown charset", bytes: Array("<meta charset=klingon><p>café</p>".utf8)),
    ])
    func findsTheCharset(page: Page) throws {
        #expect(try HTMLDocument(parsing: page.bytes, charset: page.charset).root.text == "café")
    }

    @Test func repairsSingleBadBytesWithoutSpoilingTheRest() throws {
        let bytes = Array("<p>café ".utf8) + [0xFF] + Array(" über".utf8)
        #expect(try HTMLDocument(parsing: bytes).root.text == "café \u{FFFD} über")
    }
}
