import Inspections
import Testing

@testable import Feeds

/// Half a pair of surrogates makes no document unreadable.
@Suite struct JSONEscapeTests {
    @Test(arguments: [
        (#"{"a":"b"}"#, #"{"a":"b"}"#), (#"\ud83d\ude00"#, #"\ud83d\ude00"#), (#"\ud83d!"#, #"\ufffd!"#),
        (#"\ude00"#, #"\ufffd"#), (#"\ud83d\ud83d\ude00"#, #"\ufffd\ud83d\ude00"#), (#"\\ud83d"#, #"\\ud83d"#),
        (#"\ud83"#, #"\ud83"#), (#"\"#, #"\"#), (#"\ud83d\"#, #"\ufffd\"#),
    ])
    func halfAPairIsAnUnknownCharacter(text: String, mended: String) {
        #expect(String(decoding: JSONEscapes.mended(Array(text.utf8)), as: UTF8.self) == mended)
    }

    @Test func aFeedWithHalfAPairIsRead() throws {
        let text =
            #"{"version":"https://jsonfeed.org/version/1.1","items":[{"id":"1","title":"a\ud83d","url":"https://a.example/"}]}"#
        let document = try FeedKind.feed.read(Array(text.utf8), base: nil, contentType: nil)
        #expect(document.publications.map(\.title) == ["a\u{FFFD}"])
    }
}
