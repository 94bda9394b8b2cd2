import Foundation
import History
import TestSupport
import Testing

@testable import Configuration
@testable import Daemon
@testable import Polling
@testable import Queries
@testable import System

/// Feeds whose address is another one in the configuration, from 2026-06-01 on.
@Suite struct MovedFeedTests {
    private let polled: PolledFeed

    init() throws { polled = try PolledFeed() }

    private static func entry(_ id: String, _ urn: String, _ published: String, _ report: CouncilReport)
        -> Publisher.Entry
    {
        Publisher.Entry(
            id: id, title: "\(report.council): children's services inspection", urn: urn, council: report.council,
            published: published, document: report.pdf)
    }

    private static let known = entry(
        "1", "80447", "2023-05-01",
        CouncilReport(council: "Cheshire East", dates: "6 to 10 March 2023", overall: "Good"))
    /// Published before the last poll at the old address, which never listed it.
    private static let older = entry(
        "2", "80476", "2026-05-20", CouncilReport(council: "Kent", dates: "2 to 6 March 2026", overall: "Good"))
    private static let newer = entry(
        "3", "80447", "2026-06-03",
        CouncilReport(council: "Cheshire East", dates: "9 to 13 March 2026", impact: "Inadequate", overall: "Good"))

    @Test func atAnotherAddressWhatIsNewerThanTheLastPollIsNewsAndTheRestIsKnown() async throws {
        let publisher = try await Publisher()
        await publisher.publish(Self.known)
        func feed(_ query: String) -> String {
            "{name: a, kind: feed, url: '\(publisher.feedURL)\(query)', every: 1h}"
        }
        #expect(try await polled.poll(feed("")).kinds == ["operator-baseline-done"])
        await publisher.publish([Self.older, Self.newer])
        polled.clock.advance(3 * 86400)
        let moved = try await polled.poll(feed("?b"))
        #expect(moved.kinds.sorted() == ["operator-baseline-done", "rating-changed"])
        #expect(
            moved.summaries.contains {
                $0.hasPrefix("first poll of a at its new address: 2 publications listed, recorded as known")
                    && $0.hasSuffix("what was published after 2026-06-01T12:00:00Z is told")
            }, "\(moved.summaries)")
        polled.clock.advance(3600)
        #expect(try await polled.poll(feed("?b")).kinds.isEmpty)
        let publications = try await polled.history.read("test") { try $0.publications(ofFeeds: ["a"]) }
        #expect(publications.map(\.baseline) == [false, true, true])
        #expect(publications.allSatisfy { $0.state == .read })
    }

    /// The publisher's server is at another port from now on, and so are its documents.
    @Test func whatThePollThatSeesAMoveListsIsReadAsByTheNext() async throws {
        let publisher = try await Publisher()
        await publisher.publish(Self.known)
        let target = publisher.feedURL
        let door = try await LoopbackServer { _ in ServerAnswer(301, headers: [("Location", target)]) }
        let feed = "{name: a, kind: feed, url: '\(door.url)/publications.atom', every: 1h}"
        let first = try await polled.poll(feed)
        #expect(first.kinds.contains("operator-baseline-done") && first.kinds.contains("operator-feed-moved"))
        let publications = try await polled.history.read("test") { try $0.publications(ofFeeds: ["a"]) }
        #expect(publications.map(\.state) == [.read], "\(publications.map(\.reason))")
    }

    @Test func aSiteIsSilentOnlyOnWhatItListedBeforeItsLastPoll() async throws {
        let site = try await ReportSite()
        func publish(_ entry: Publisher.Entry) async {
            await site.publish(
                .init(Int(entry.id) ?? 0, of: entry.urn, published: entry.published, document: entry.document))
        }
        func feed(_ more: String) -> String {
            "{name: a, kind: ofsted-reports, url: '\(site.searchURL)\(more)', every: 1h}"
        }
        await site.add(provider: "80447", named: "Cheshire East")
        await publish(Self.known)
        #expect(try await polled.poll(feed("")).kinds == ["operator-baseline-done"])

        await site.add(provider: "80476", named: "Kent")
        await site.add(provider: "80418", named: "Norfolk")
        await publish(Self.older)
        await publish(Self.newer)
        await publish(
            Self.entry(
                "4", "80418", "2026-06-03",
                CouncilReport(council: "Norfolk", dates: "9 to 13 March 2026", overall: "Good")))
        polled.clock.advance(3 * 86400)
        let moved = try await polled.poll(feed("&region=1"))
        #expect(moved.kinds.sorted() == ["inspection-published", "operator-baseline-done", "rating-changed"])
        let publications = try await polled.history.read("test") { try $0.publications(ofFeeds: ["a"]) }
        #expect(publications.filter(\.baseline).compactMap(\.providerURN).sorted() == ["80447", "80476"])
    }

    @Test func aTableIsSilentOnlyOnRowsPublishedBeforeItsLastPoll() async throws {
        let columns = """
            {dates: dmy, provider_id: URN, name: Name, number: Number, date: Date, published: Published, framework: oeif, \
            areas: {overall-effectiveness: Overall}, codes: {1: outstanding, 2: good, 4: inadequate}}
            """
        let header = "URN,Name,Number,Date,Published,Overall\n"
        let known = "1,Oak,100,01/03/2020,01/05/2020,2\n"
        try polled.folder.write("1.csv", header + known)
        try polled.folder.write(
            "2.csv",
            header + known + "1,Oak,101,01/04/2026,03/06/2026,4\n" + "2,Ash,102,01/04/2026,20/05/2026,4\n"
                + "3,Elm,103,01/04/2026,,4\n")
        func feed(_ file: String) -> String {
            "{name: a, kind: table, path: \(polled.folder.path(file)), every: 1h, table: \(columns)}"
        }
        #expect(try await polled.poll(feed("1.csv")).kinds == ["operator-baseline-done"])
        polled.clock.advance(3 * 86400)
        #expect(try await polled.poll(feed("2.csv")).kinds.sorted() == ["operator-baseline-done", "rating-changed"])
    }
}
