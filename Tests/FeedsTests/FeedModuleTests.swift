import Feeds
import Inspections
import Testing

/// What an entry says in words that are not its format's own.
struct FeedModuleTests {
    private static let media = """
        <media:group><media:title>Reel</media:title><media:description>About it</media:description>
        <media:content url="/1.mp4" type="video/mp4"/></media:group><media:peerLink href="/1.torrent"/>
        <media:category label="For people">term</media:category>
        """

    @Test(arguments: [
        "<feed xmlns='http://www.w3.org/2005/Atom' xmlns:media='http://search.yahoo.com/mrss/'><entry>\(media)</entry></feed>",
        "<rss version='2.0' xmlns:media='http://search.yahoo.com/mrss/'><channel><item>\(media)</item></channel></rss>",
    ])
    func mediaStandsInForWhatTheFormatDoesNotSay(feed: String) throws {
        let publication = try #require(read(feed).first)
        #expect(publication.title == "Reel")
        #expect(publication.summary == "About it")
        #expect(publication.categories == ["term"])
        #expect(publication.enclosures.map(\.url) == ["https://h/1.mp4", "https://h/1.torrent"])
    }

    @Test func theFormatsOwnTitleComesBeforeThatOfItsMedia() throws {
        let item = "<media:title>Reel</media:title><title>Report</title>"
        #expect(try readItem(item).title == "Report")
    }

    @Test(arguments: [
        ("<tags>a, b,,</tags><category>c</category>", ["a", "b", "c"]),
        ("<itunes:keywords>a, b</itunes:keywords>", ["a", "b"]),
        ("<itunes:category text='A &amp; B'><itunes:category text='C'/></itunes:category>", ["A & B", "C"]),
        ("<googleplay:category text='Art'/>", ["Art"]),
    ])
    func categoriesComeInManyWords(item: String, categories: [String]) throws {
        #expect(try readItem(item).categories == categories)
    }

    @Test func aPodcastsCategoryIsThatOfItsEpisodes() throws {
        let channel = "<itunes:category text='Art'/><item><title>1</title></item>"
        #expect(try read("<rss><channel>\(channel)</channel></rss>").map(\.categories) == [["Art"]])
    }

    @Test(arguments: [
        "<link>https://h/1</link><feedburner:origLink>https://h/2</feedburner:origLink>",
        "<feedburner:origLink>https://h/2</feedburner:origLink><link>https://h/1</link>",
        "<link>https://h/1</link><link/><link>https://h/2</link>",
    ])
    func theAddressBehindACountingServiceCountsAndTheLastOfSeveral(item: String) throws {
        #expect(try readItem(item).url == "https://h/2")
    }

    @Test func theEnclosureBehindACountingServiceKeepsItsType() throws {
        let item = """
            <enclosure url="https://count/1.pdf" type="application/pdf" length="12"/>
            <feedburner:origEnclosureLink>https://h/1.pdf</feedburner:origEnclosureLink>
            """
        #expect(
            try readItem(item).enclosures == [Enclosure(url: "https://h/1.pdf", type: "application/pdf", length: 12)])
    }

    @Test(arguments: [
        ("<description>a</description><summary>b</summary>", "a", "b"),
        ("<summary>a</summary><description>b</description>", "a", "b"),
        ("<description>a</description><description>b</description>", "b", nil),
        ("<description>a</description><summary/>", "a", nil),
    ])
    func ofADescriptionAndASummaryTheSecondIsTheContent(item: String, summary: String, content: String?) throws {
        let publication = try readItem(item)
        #expect(publication.summary == summary)
        #expect(publication.content == content)
    }

    @Test func anIDKeepsItsMarkup() throws {
        #expect(try readItem("<guid isPermaLink='false'><p>1</p></guid>").id == "<p>1</p>")
    }

    @Test(arguments: [
        ("<id>https://h/1</id>", "https://h/1"), ("<id>https://h/1</id><link href='/2'/>", "https://h/2"),
        ("<id>urn:uuid:1</id>", nil),
    ])
    func anAtomIDThatIsAnAddressStandsInForTheLink(entry: String, url: String?) throws {
        let feed = "<feed xmlns='http://www.w3.org/2005/Atom'><entry>\(entry)</entry></feed>"
        #expect(try read(feed).map(\.url) == [url])
    }

    private func readItem(_ item: String) throws -> Publication {
        try #require(read("<rss version='2.0'><channel><item>\(item)</item></channel></rss>").first)
    }

    private func read(_ feed: String) throws -> [Publication] {
        try FeedKind.feed.read(Array(feed.utf8), base: "https://h/feed").publications
    }
}
