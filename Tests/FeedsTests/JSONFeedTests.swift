import Inspections
import Markup
import Testing

@testable import Feeds

/// What is written in JSON otherwise than it should be: a half pair of surrogates makes no document unreadable.
@Suite struct JSONFeedTests {
    @Test(arguments: [
        (#"b"#, "b"), (#"\ud83d\ude00"#, "\u{1F600}"), (#"\ud83d!"#, "\u{FFFD}!"), (#"\ude00"#, "\u{FFFD}"),
        (#"\ud83d\ud83d\ude00"#, "\u{FFFD}\u{1F600}"), (#"\\ud83d"#, #"\ud83d"#), (#"\ud83d\n"#, "\u{FFFD}\n"),
    ])
    func halfAPairIsAnUnknownCharacter(written: String, read: String) throws {
        #expect(try JSONNode(parsing: Array(#"{"a":"\#(written)"}"#.utf8))["a"]?.string == read)
    }

    @Test(arguments: [#"\ud83"#, #"\"#, #"\ud83d\"#]) func whatIsNoEscapeIsNamed(written: String) {
        #expect(throws: MarkupError.self) { try JSONNode(parsing: Array(#"{"a":"\#(written)"}"#.utf8)) }
    }

    @Test(
        arguments: [
            (#""url":"/r","external_url":"/other""#, "https://h/r"), (#""external_url":"/r""#, "https://h/r"),
            (#""id":"https://h/r""#, "https://h/r"), (#""id":"tag:h,2024:r""#, nil),
            (#""id":"https://h/page","attachments":[{"url":"/r","mime_type":"application/pdf"}]"#, "https://h/r"),
        ] as [(String, String?)])
    func anItemLeadsToTheReport(members: String, address: String?) throws {
        let text = #"{"version":"https://jsonfeed.org/version/1.1","items":[{\#(members)}]}"#
        let document = try FeedKind.feed.read(Array(text.utf8), base: "https://h/feed", contentType: nil)
        #expect(document.publications.map(\.documentURL) == [address])
    }

    @Test func aFeedWithHalfAPairIsRead() throws {
        let text =
            #"{"version":"https://jsonfeed.org/version/1.1","items":[{"id":"1","title":"a\ud83d","url":"https://a.example/"}]}"#
        let document = try FeedKind.feed.read(Array(text.utf8), base: nil, contentType: nil)
        #expect(document.publications.map(\.title) == ["a\u{FFFD}"])
    }
}
