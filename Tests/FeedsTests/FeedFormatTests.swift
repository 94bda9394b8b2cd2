import Feeds
import Inspections
import Testing

/// The same entry, whatever format it comes in.
struct FeedFormatTests {
    @Test(arguments: FeedCase.all)
    func readsOnePublicationAlike(example: FeedCase) throws {
        let document = try FeedKind.feed.read(
            Array(example.document.utf8), base: "https://reports.example/feeds/x", contentType: example.contentType)
        #expect(document.title == "Reports")
        let publication = try #require(document.publications.first)
        #expect(document.publications.count == 1)
        #expect(publication.id == "tag:reports.example,2013:1")
        #expect(publication.url == "https://reports.example/v1/file/1")
        #expect(publication.title == "Kent: children's services inspection")
        #expect((publication.summary ?? publication.content) == "Kent (URN 80476). Published 23 May 2014.")
        #expect(publication.published?.iso8601 == "2014-05-23T08:30:00Z")
        #expect(publication.updated?.iso8601 == "2014-05-24T08:30:00Z")
        #expect(publication.categories.contains("Children's services inspection"))
        #expect(
            publication.enclosures
                == [Enclosure(url: "https://reports.example/v1/file/1", type: "application/pdf", length: 12)])
        #expect(publication.providerName == "Kent")
        #expect(publication.providerURN == "80476")
        #expect(publication.type == "Children's services inspection")
    }

    @Test func keepsTheTypeOfTheMainLink() throws {
        let document = try FeedKind.feed.read(Array(FeedCase.atom.document.utf8))
        #expect(document.publications.first?.linkType == "application/pdf")
        #expect(document.publications.first?.url == "/v1/file/1")
    }

    struct Pace: Sendable {
        let example: FeedCase
        var timeToLive: Int?
        var updateInterval: Int?
    }

    @Test(arguments: [
        Pace(example: .atom, updateInterval: 43_200), Pace(example: .rss, timeToLive: 43_200),
        Pace(example: .rdf, updateInterval: 43_200), Pace(example: .json),
    ])
    func readsHowOftenToPoll(pace: Pace) throws {
        let hints = try read(pace.example.document).hints
        #expect(hints.timeToLive == pace.timeToLive)
        #expect(hints.updateInterval == pace.updateInterval)
    }

    @Test func readsTheHoursAndDaysToSkip() throws {
        let document = try read(
            """
            <rss version="2.0"><channel><ttl>-5</ttl><skipHours><hour>0</hour><hour>24</hour><hour>7</hour><hour>x</hour>
            </skipHours><skipDays><day>saturday</day><day>Sunday</day></skipDays></channel></rss>
            """)
        #expect(document.hints == FeedHints(skipHours: [0, 7], skipDays: ["Saturday", "Sunday"]))
    }

    @Test(arguments: [
        ("<feed xmlns='http://www.w3.org/2005/Atom'/>", "atom10"),
        ("<feed version='0.3' xmlns='http://purl.org/atom/ns#'/>", "atom03"),
        ("<entry xmlns='http://www.w3.org/2005/Atom'/>", "atom10"),
        ("<rss version='0.91'/>", "rss09x"), ("<rss/>", "rss20"), ("<RSS version='2.0'/>", "rss20"),
        ("<Channel xmlns='http://purl.org/net/rss1.1#'/>", "rss11"), ("<CHANNEL/>", "cdf"),
        (#"{"version":"https://jsonfeed.org/version/1","items":[]}"#, "json10"),
        ("\u{FEFF}<?xml version='1.0'?><rss version='2.0'/>", "rss20"),
    ])
    func namesTheFormat(document: String, format: String) throws {
        #expect(try read(document).format == format)
    }

    @Test(arguments: [
        (
            """
            <feed xmlns='http://www.w3.org/2005/Atom'><entry><title>This feed has ended</title>
            <summary type="html">&lt;p&gt;Gone&lt;/p&gt;</summary></entry></feed>
            """, true
        ),
        (
            """
            <feed xmlns='http://www.w3.org/2005/Atom'><entry><title>This feed has ended</title></entry>
            <entry><title>Report</title></entry></feed>
            """, false
        ),
        (#"{"version":"https://jsonfeed.org/version/1.1","expired":true,"items":[]}"#, true),
        ("<feed xmlns='http://www.w3.org/2005/Atom'/>", false),
    ])
    func knowsAFeedThatHasEnded(document: String, ended: Bool) throws {
        let feed = try read(document)
        #expect(feed.ended == ended)
        #expect(!ended || feed.publications.isEmpty)
    }

    private func read(_ document: String) throws -> FeedDocument { try FeedKind.feed.read(Array(document.utf8)) }
}
