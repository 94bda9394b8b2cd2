import History
import Inspections
import Synchronization
import TestSupport
import Testing

@testable import Configuration
@testable import Daemon
@testable import Polling
@testable import System

/// Polls of a page by its expressions.
@Suite struct PagePollTests {
    let polled: PolledFeed
    let site: LoopbackServer
    private let page = Page()

    /// What the site shows now.
    private final class Page: Sendable {
        private let text = Mutex("")
        var shown: String {
            get { text.withLock { $0 } }
            set { text.withLock { $0 = newValue } }
        }
    }

    init() async throws {
        polled = try PolledFeed()
        site = try await LoopbackServer { [page] request in
            if request.path == "/list" {
                return ServerAnswer(headers: [("Content-Type", "text/html")], text: page.shown)
            }
            let year = String(request.path.dropFirst("/file/".count).prefix(4))
            let overall = year == "2024" ? "Inadequate" : "Good"
            let report = CouncilReport(council: "Cheshire East", dates: "4 to 8 March \(year)", overall: overall)
            return ServerAnswer(headers: [("Content-Type", "application/pdf")], body: report.pdf)
        }
    }

    private func poll(_ expressions: String, showing items: [String]) async throws -> PolledFeed.Poll {
        page.shown = "<html><body><ul>\(items.joined())</ul></body></html>"
        let poll = try await polled.poll(
            "{name: a, kind: page, url: '\(site.url)/list', every: 1h, page: {item: //li, link: a/@href, title: a, \(expressions)}}"
        )
        polled.clock.advance(2 * 3600)
        return poll
    }

    private static let reports = "date: time, provider_id: '@id'"

    private static func report(_ year: Int) -> String {
        "<li id=80447><a href='/file/\(year)'>Report</a><time>\(year)-05-16</time></li>"
    }

    @Test func anItemLeadsToItsReportWhichIsComparedWithTheOneBefore() async throws {
        #expect(try await poll(Self.reports, showing: [Self.report(2023)]).kinds == ["operator-baseline-done"])
        #expect(try await poll(Self.reports, showing: [Self.report(2023)]).results == ["unchanged"])
        let news = try await poll(Self.reports, showing: [Self.report(2024), Self.report(2023)])
        #expect(news.kinds == ["rating-changed"])
        #expect(news.summaries.first?.hasPrefix("Cheshire East: overall effectiveness declined") == true)
    }

    @Test func aPageOnWhichNothingIsFoundIsAFaultAndNoChange() async throws {
        _ = try await poll(Self.reports, showing: [Self.report(2023)])
        let moved = try await poll(Self.reports, showing: ["<p>soon</p>"])
        #expect(moved.failed && moved.kinds.isEmpty)
        let again = try await poll(Self.reports, showing: [Self.report(2023)])
        #expect(!again.failed && again.kinds.isEmpty)
    }

    @Test func itemsThatAreLeftOutAreNamedInTheDiagnostics() async throws {
        let poll = try await poll(
            Self.reports, showing: [Self.report(2023), Self.report(2022), "<li><a>Visit</a></li>"])
        #expect(poll.complaints.contains("item 3 (Visit): has no address"))
    }

    private static let ratings =
        "date: time, provider: a, provider_id: '@id', framework: sccif, areas: {overall-experiences-and-progress: b, helped-and-protected: i}"

    private static func rating(_ date: String, _ overall: String, id: String = "7") -> String {
        "<li id=\(id)><a href='/home/\(id)'>Oak House</a><time>\(date)</time><b>\(overall)</b><i>Good</i></li>"
    }

    @Test func anItemThatStatesGradesIsAnInspection() async throws {
        #expect(
            try await poll(Self.ratings, showing: [Self.rating("2023-03-01", "Good")]).kinds
                == ["operator-baseline-done"])
        let news = try await poll(Self.ratings, showing: [Self.rating("2024-03-01", "Inadequate")])
        #expect(news.kinds == ["rating-changed"])
        #expect(news.summaries == ["Oak House: overall experiences and progress declined from good to inadequate"])
        let known = try await polled.history.read("test") { try $0.publications(ofFeeds: ["a"]) }
        #expect(known.map(\.basis) == [.table, .table])
        #expect(known.allSatisfy { $0.documentURL == site.url + "/home/7" })
        let corrected = try await poll(Self.ratings, showing: [Self.rating("2024-03-01", "Requires improvement")])
        #expect(corrected.kinds == ["rating-corrected"])
    }

    @Test func otherExpressionsReadAnUnchangedPageAgain() async throws {
        let items = [Self.rating("2023-03-01", "Good")]
        _ = try await poll(Self.ratings, showing: items)
        let swapped = Self.ratings.replacing("progress: b", with: "progress: i").replacing(
            "protected: i", with: "protected: b")
        let again = try await poll(swapped, showing: items)
        #expect(again.results == ["1 items with grades, 0 new inspections"])
        #expect(again.kinds.isEmpty)
    }

    @Test func anItemAtFaultIsToldOnceHoweverTheRestOfThePageChanges() async throws {
        let items = [Self.rating("2023-03-01", "Good"), Self.rating("2023-03-01", "Godo", id: "8")]
        let many = items + [Self.rating("2023-03-01", "Good", id: "9")]
        #expect(try await poll(Self.ratings, showing: many).kinds.contains("operator-extraction-doubtful"))
        #expect(try await poll(Self.ratings, showing: many + ["<p>an advertisement</p>"]).kinds.isEmpty)
    }

    @Test func aPageWithLessThanHalfOfItsItemsHasShrunk() async throws {
        let many = (1...20).map { Self.rating("2023-03-01", "Good", id: "\($0)") }
        _ = try await poll(Self.ratings, showing: many)
        #expect(try await poll(Self.ratings, showing: Array(many.prefix(5))).kinds == ["operator-feed-shrank"])
    }
}
