import Feeds
import Foundation
import Inspections
import Testing

/// Feeds named after the mistake they hold, and what must still come of them.
struct BrokenFeedTests {
    struct Broken: Sendable, CustomTestStringConvertible {
        /// The mistake.
        let testDescription: String
        let bytes: [UInt8]
        var contentType: String?
        /// Titles of the publications, by position.
        let titles: [String?]
        var recovered = true

        init(
            _ mistake: String, _ items: String, head: String = "<?xml version='1.0'?>",
            tail: String = "</channel></rss>",
            contentType: String? = nil, titles: [String?], recovered: Bool = true
        ) {
            testDescription = mistake
            bytes = Array((head + "<rss version='2.0'><channel><title>Reports</title>" + items + tail).utf8)
            self.contentType = contentType
            self.titles = titles
            self.recovered = recovered
        }
    }

    @Test(arguments: [
        Broken(
            "one-bad-date", "<item><title>A</title><pubDate>32 Foo 2014</pubDate></item><item><title>B</title></item>",
            titles: ["A", "B"], recovered: false),
        Broken(
            "one-empty-item", "<item/><item><title>B</title><link></link><enclosure/></item>", titles: [nil, "B"],
            recovered: false),
        Broken("nbsp-entity", "<item><title>A&nbsp;&amp; B</title></item>", titles: ["A & B"]),
        Broken("bare-ampersand", "<item><title>Smith & Sons</title></item>", titles: ["Smith & Sons"]),
        Broken("cut-in-the-middle", "<item><title>A</title></item><item><title>B</tit", tail: "", titles: ["A"]),
        Broken(
            "junk-after-the-end", "<item><title>A</title></item>", tail: "</channel></rss><script>x</script>",
            titles: ["A"]),
        Broken(
            "blank-line-before-declaration", "<item><title>A</title></item>", head: "\n\n<?xml version='1.0'?>",
            titles: ["A"]),
        Broken(
            "utf16-declared-on-utf8", "<item><title>Café</title></item>",
            head: "<?xml version='1.0' encoding='utf-16'?>", titles: ["Café"]),
        Broken(
            "http-charset-against-utf8-declaration", "<item><title>Cafe</title></item>",
            head: "<?xml version='1.0' encoding='utf-8'?>", contentType: "text/xml; charset=\"iso-8859-1\"",
            titles: ["Cafe"],
            recovered: false),
        Broken(
            "utf8-sent-as-iso-8859-1", "<item><title>Café – children’s services</title></item>",
            head: "<?xml version='1.0' encoding='utf-8'?>", contentType: "text/xml; charset=ISO-8859-1",
            titles: ["Café – children’s services"]),
        Broken(
            "utf8-declared-as-iso-8859-1", "<item><title>Ynys Môn</title></item>",
            head: "<?xml version='1.0' encoding='ISO-8859-1'?>", titles: ["Ynys Môn"]),
        Broken("undeclared-prefix", "<item><dc:title>A</dc:title></item>", titles: ["A"]),
        Broken(
            "unclosed-element", "<item><title>A</title><b></item><item><title>B</title></item>", titles: ["A", "B"]),
        Broken(
            "markup-in-title", "<item><title>&lt;b&gt;A&lt;/b&gt; &amp;amp; B</title></item>", titles: ["A & B"],
            recovered: false),
    ])
    func readsWhatIsThere(broken: Broken) throws {
        let document = try FeedKind.feed.read(broken.bytes, contentType: broken.contentType)
        #expect(document.publications.map(\.title) == broken.titles)
        #expect(document.recovered == broken.recovered)
        #expect(document.title == "Reports")
    }

    @Test(arguments: ["http://www.w3.org/2005/Atom/", "http://www.w3.org/2005/ATOM", ""])
    func readsAtomUnderAMisspeltNamespace(namespace: String) throws {
        let feed = "<feed xmlns='\(namespace)'><title>Reports</title><entry><id>1</id><title>A</title></entry></feed>"
        let document = try FeedKind.feed.read(Array(feed.utf8))
        #expect(document.title == "Reports")
        #expect(document.publications == [Publication(id: "1", title: "A")])
    }

    @Test func aBadDateIsNoDate() throws {
        let document = try read(
            "<item><pubDate>soon</pubDate><guid>1</guid></item><item><pubDate>23 May 2014</pubDate></item>")
        #expect(document.publications.map { $0.published?.iso8601 } == [nil, "2014-05-23T00:00:00Z"])
    }

    @Test func anEntryWithoutIDHasNone() throws {
        let document = try read("<item><title>A</title><link>https://reports.example/1</link></item>")
        #expect(document.publications.map(\.id) == [nil])
    }

    @Test(arguments: [
        ("<guid>https://reports.example/1</guid>", "https://reports.example/1"),
        ("<guid isPermaLink='false'>https://reports.example/1</guid>", nil),
        ("<guid>80476-1</guid>", nil),
        ("<guid>https://reports.example/1</guid><link>https://reports.example/2</link>", "https://reports.example/2"),
    ])
    func takesAGuidForTheLinkOnlyWhereItIsOne(item: String, url: String?) throws {
        #expect(try read("<item>\(item)</item>").publications.map(\.url) == [url])
    }

    @Test func resolvesALinkAgainstEveryBaseAroundIt() throws {
        let atom = """
            <feed xmlns="http://www.w3.org/2005/Atom" xml:base="/a/"><entry xml:base="b/"><link href="c.pdf"/></entry>
            <entry><link href="//files.example/d"/></entry><entry xml:base="https://other.example/x/y"><link href="../e"/></entry></feed>
            """
        let document = try FeedKind.feed.read(Array(atom.utf8), base: "https://reports.example/feed")
        #expect(
            document.publications.map(\.url)
                == ["https://reports.example/a/b/c.pdf", "https://files.example/d", "https://other.example/e"])
    }

    @Test func aRepeatedEnclosureCountsOnce() throws {
        let document = try read(
            "<item><enclosure url='https://h/1'/><enclosure url='https://h/1'/><enclosure url='https://h/2'/></item>")
        #expect(document.publications.first?.enclosures.map(\.url) == ["https://h/1", "https://h/2"])
    }

    @Test func wrongTypesInJSONAreAsGoodAsMissing() throws {
        let json = """
            {"version": "https://jsonfeed.org/version/1.1", "title": 7, "items": [1, null, {"id": 5, "url": [], "title": {},
             "date_published": 20140523, "tags": "x", "attachments": [{"mime_type": "application/pdf"}, "y"]}]}
            """
        let document = try FeedKind.feed.read(Array(json.utf8))
        #expect(document.title == nil)
        #expect(document.publications == [Publication(id: "5")])
    }

    @Test func xxeEntityReadsNoLocalFile() throws {
        let path = FileManager.default.temporaryDirectory.appending(path: "secret-\(UInt64.random(in: 0...UInt64.max))")
            .path
        try Data("the secret".utf8).write(to: URL(filePath: path))
        defer { try? FileManager.default.removeItem(atPath: path) }
        let feed = """
            <!DOCTYPE rss [<!ENTITY x SYSTEM "file://\(path)">]><rss version="2.0"><channel><title>&x;</title>
            <item><title>&x;</title><description>&x;</description></item></channel></rss>
            """
        let document = try FeedKind.feed.read(Array(feed.utf8))
        #expect(document.publications.count == 1)
        #expect(!document.feedLine(file: "f").text.contains("secret"))
        #expect(!document.publications.map(\.json.text).joined().contains("the secret"))
    }

    @Test(arguments: [
        (
            "html-error-page-instead-of-feed",
            "<!DOCTYPE html><html><head><title>Report not found</title></head><p>a<br>b</html>"
        ),
        (
            "xhtml-error-page",
            "<?xml version='1.0'?><html xmlns='http://www.w3.org/1999/xhtml'><head><title>Report not found</title></head></html>"
        ),
    ])
    func refusesAnErrorPageByItsTitle(mistake: String, page: String) {
        let error = #expect(throws: FeedError.self) { try FeedKind.feed.read(Array(page.utf8)) }
        #expect(error?.cause == .htmlPage(title: "Report not found"))
        #expect(error?.description.contains("Report not found") == true)
    }

    @Test func refusesAFeedThatIsCutBeforeItsFirstEntry() {
        let feed = "<rss version='2.0'><channel><title>Reports</title>"
        let error = #expect(throws: FeedError.self) { try FeedKind.feed.read(Array(feed.utf8)) }
        #expect(error?.cause == .cut)
    }

    @Test(arguments: [
        ("deep-nesting", "<rss><channel><item>" + String(repeating: "<a>", count: 100_000), "256 levels"),
        (
            "attribute-flood", "<rss \((0..<40_000).map { "a\($0)='1'" }.joined(separator: " "))><channel/></rss>",
            "256 attributes"
        ),
    ])
    func refusesFloods(mistake: String, feed: String, limit: String) {
        let error = #expect(throws: FeedError.self) { try FeedKind.feed.read(Array(feed.utf8)) }
        #expect(error?.description.contains(limit) == true)
    }

    private func read(_ items: String) throws -> FeedDocument {
        try FeedKind.feed.read(Array("<rss version='2.0'><channel>\(items)</channel></rss>".utf8))
    }
}
