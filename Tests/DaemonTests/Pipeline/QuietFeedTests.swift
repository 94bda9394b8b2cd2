import Foundation
import TestSupport
import Testing

/// A feed that goes on listing something, and yet nothing that can be read.
@Suite struct QuietFeedTests {
    private let polled: PolledFeed

    init() throws { polled = try PolledFeed() }

    /// The kinds of alerts of six polls, a day apart, whose feed lists one more entry each day; `link`: of the entry of
    /// a day.
    private func kinds(link: (Int) -> String) async throws -> [String] {
        var entries = ""
        var kinds: [String] = []
        for day in 0..<6 {
            entries += """
                <entry><id>day-\(day)</id><title>Bridge error \(day)</title>\(link(day))
                <updated>2026-06-0\(day + 1)T09:00:00Z</updated></entry>
                """
            let path = try polled.folder.write(
                "feed.xml",
                """
                <feed xmlns="http://www.w3.org/2005/Atom"><id>tag:bridge</id><title>Reports</title>
                <updated>2026-06-0\(day + 1)T09:00:00Z</updated>\(entries)</feed>
                """)
            kinds += try await polled.poll("{name: a, kind: feed, url: 'file:\(path)', every: 1h, quiet_after: 4d}")
                .kinds
            polled.clock.advance(86400)
        }
        return kinds.filter { $0.hasPrefix("operator-feed") }
    }

    /// A broken bridge gives its error a new id each day.
    @Test(arguments: ["", "<link href=\"javascript:alert(1)\"/>", "<link href=\"mailto:desk@example.org\"/>"])
    func entriesThatLeadToNoReportAreNoSignOfLife(link: String) async throws {
        #expect(try await kinds { _ in link } == ["operator-feed-quiet"])
    }

    @Test func whatIsStillToBeReadIsOne() async throws {
        // Nobody answers there.
        #expect(try await kinds { "<link href=\"missing-\($0).html\"/>" }.isEmpty)
    }
}
