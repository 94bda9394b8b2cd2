import Foundation
import Testing

@testable import Feeds

/// What is too much to be a feed is named, before it takes the memory of the whole machine.
@Suite struct FeedLimitTests {
    private static let json = #"{"version":"https://jsonfeed.org/version/1.1","items":["#

    /// A small thing, very often, and what is said of it.
    struct Flood: Sendable, CustomTestStringConvertible {
        let name: String
        let head: String
        let item: String
        let times: Int
        let tail: String
        let words: String
        var testDescription: String { name }
    }

    static let floods = [
        Flood(
            name: "items of a JSON feed", head: json, item: #"{"id":1},"#, times: 100_001, tail: #"{"id":2}]}"#,
            words: "it lists more than 100000 items (limits.items)"),
        Flood(
            name: "bytes of a JSON feed", head: json, item: #"{"id":"\#(String(repeating: "x", count: 9000))"},"#,
            times: 2_700,
            tail: #"{"id":2}]}"#, words: "it has more than 24000000 bytes (limits.document)"),
        Flood(
            name: "values of JSON", head: json, item: "0,", times: 1_000_001, tail: "0]}",
            words: "it has more than 1000000 values (limits.nodes)"),
        Flood(
            name: "levels of JSON", head: "{\"a\":", item: "[", times: 100_000, tail: "",
            words: "it has more than 256 levels"),
        Flood(
            name: "items of RSS", head: "<rss version=\"2.0\"><channel>", item: "<item/>", times: 100_001,
            tail: "</channel></rss>", words: "it lists more than 100000 items (limits.items)"),
        Flood(
            name: "entries of Atom", head: "<feed xmlns=\"http://www.w3.org/2005/Atom\">", item: "<entry/>",
            times: 100_001, tail: "</feed>", words: "it lists more than 100000 items (limits.items)"),
        Flood(
            name: "elements of XML", head: "<feed xmlns=\"http://www.w3.org/2005/Atom\">", item: "<x/>",
            times: 1_000_001, tail: "</feed>", words: "it has more than 1000000 elements and texts (limits.nodes)"),
    ]

    @Test(arguments: floods) func tooMuchIsRefusedByName(flood: Flood) {
        let text = flood.head + String(repeating: flood.item, count: flood.times) + flood.tail
        let error = #expect(throws: FeedError.self) {
            try FeedKind.feed.read(Array(text.utf8), base: "https://a.example/feed", contentType: nil)
        }
        #expect(error.map(String.init(describing:))?.contains(flood.words) == true, "\(error as Any)")
    }

    @Test func asManyAsAreAllowedAreRead() throws {
        let text = Self.json + Array(repeating: #"{"id":1}"#, count: 100_000).joined(separator: ",") + "]}"
        let document = try FeedKind.feed.read(Array(text.utf8), base: nil, contentType: nil)
        #expect(document.publications.count == 100_000)
    }
}
