import Feeds
import Foundation
import Inspections
import Testing

/// The lines that `ratingwatch read` prints; operators script against them.
struct FeedLineTests {
    @Test func aDocument() {
        let document = FeedDocument(format: "atom10", title: "A \"b\"", recovered: true)
        #expect(
            document.feedLine(file: "x/f.atom").text
                == #"{"feed":{"file":"x/f.atom","format":"atom10","title":"A \"b\"","recovered":true}}"#)
    }

    @Test func anUnreadableDocument() {
        let error = #expect(throws: FeedError.self) { try FeedKind.feed.read([]) }
        #expect(
            error?.feedLine(file: "f").text.hasPrefix(
                #"{"feed":null,"file":"f","error":"cannot read feed: the document is empty"#)
                == true)
    }

    @Test func aPublication() {
        let publication = Publication(
            id: "1", url: "https://h/1", title: "T", summary: "S", content: nil,
            published: Date(timeIntervalSince1970: 0), updated: nil, categories: ["a", "b"],
            enclosures: [Enclosure(url: "https://h/2", type: nil, length: 3)], providerName: "Kent",
            providerURN: "80476",
            type: "visit")
        #expect(
            publication.json.text == """
                {"id":"1","url":"https://h/1","title":"T","summary":"S","content":null,"published":"1970-01-01T00:00:00Z",\
                "updated":null,"categories":["a","b"],"enclosures":[{"url":"https://h/2","type":null,"length":3}],\
                "provider":"Kent","provider_id":"ofsted:80476","type":"visit"}
                """)
    }

    @Test func aPublicationThatSaysNothing() {
        let text = Publication().json.text
        #expect(text.contains(#""provider":null,"provider_id":null,"type":null"#))
        #expect(text.contains(#""categories":[],"enclosures":[]"#))
    }
}
