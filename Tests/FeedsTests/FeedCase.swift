import Inspections

@testable import Feeds

/// One entry as each format writes it, in the words of the publisher of inspection reports.
struct FeedCase: Sendable, CustomStringConvertible {
    let format: String
    let contentType: String
    let document: String

    var description: String { format }

    static let all = [atom, rss, rdf, json]

    static let atom = FeedCase(
        format: "atom10", contentType: "application/atom+xml; charset=utf-8",
        document: """
            <?xml version="1.0" encoding="UTF-8"?>
            <feed xmlns="http://www.w3.org/2005/Atom" xmlns:sy="http://purl.org/rss/1.0/modules/syndication/">
              <title>Reports</title><sy:updatePeriod>daily</sy:updatePeriod><sy:updateFrequency>2</sy:updateFrequency>
              <entry><id>tag:reports.example,2013:1</id><title>Kent: children&#039;s services inspection</title>
                <link rel="related" type="text/html" href="/provider/44/80476"/>
                <link rel="alternate" type="application/pdf" href="/v1/file/1"/>
                <published>2014-05-23T09:30:00+01:00</published><updated>2014-05-24T08:30:00Z</updated>
                <category scheme="tag:reports.example,2013:urn" term="80476" label="Kent"/>
                <category term="Children's services inspection"/>
                <link rel="enclosure" type="application/pdf" length="12" href="/v1/file/1"/>
                <summary>Kent (URN 80476). Published 23 May 2014.</summary></entry>
            </feed>
            """)

    static let rss = FeedCase(
        format: "rss20", contentType: "application/rss+xml",
        document: """
            <rss version="2.0" xmlns:dcterms="http://purl.org/dc/terms/"><channel>
              <title>Reports</title><ttl>720</ttl>
              <item><title>Kent: children's services inspection</title><link>/v1/file/1</link>
                <guid isPermaLink="false">tag:reports.example,2013:1</guid>
                <pubDate>Fri, 23 May 2014 08:30:00 GMT</pubDate>
                <dcterms:modified>2014-05-24T08:30:00Z</dcterms:modified>
                <category domain="urn">80476</category><category>Children's services inspection</category>
                <enclosure url="/v1/file/1" length="12" type="application/pdf"/>
                <description>Kent (URN 80476). Published 23 May 2014.</description></item>
            </channel></rss>
            """)

    static let rdf = FeedCase(
        format: "rss10", contentType: "application/rdf+xml",
        document: """
            <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
              xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"
              xmlns:enc="http://search.yahoo.com/mrss/" xmlns:sy="http://purl.org/rss/1.0/modules/syndication/">
              <channel rdf:about="/feed"><title>Reports</title><sy:updatePeriod>daily</sy:updatePeriod>
                <sy:updateFrequency>2</sy:updateFrequency></channel>
              <item rdf:about="tag:reports.example,2013:1"><title>Kent: children's services inspection</title>
                <link>/v1/file/1</link><dcterms:issued>2014-05-23T08:30:00Z</dcterms:issued>
                <dcterms:modified>2014-05-24T08:30:00Z</dcterms:modified>
                <dc:subject>Children's services inspection</dc:subject>
                <enc:content url="/v1/file/1" type="application/pdf" length="12"/>
                <description>Kent (URN 80476). Published 23 May 2014.</description></item>
            </rdf:RDF>
            """)

    static let json = FeedCase(
        format: "json11", contentType: "application/feed+json",
        document: """
            {"version": "https://jsonfeed.org/version/1.1", "title": "Reports", "items": [{
              "id": "tag:reports.example,2013:1", "url": "/v1/file/1", "title": "Kent: children's services inspection",
              "content_text": "Kent (URN 80476). Published 23 May 2014.", "date_published": "2014-05-23T09:30:00+01:00",
              "date_modified": "2014-05-24T08:30:00Z", "tags": ["URN 80476", "Children's services inspection"],
              "attachments": [{"url": "/v1/file/1", "mime_type": "application/pdf", "size_in_bytes": 12}],
              "_provider": {"urn": "80476"}}]}
            """)
}
