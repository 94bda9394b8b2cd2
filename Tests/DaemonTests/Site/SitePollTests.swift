import Foundation
import HTTPTransport
import History
import Inspections
import Reports
import TestSupport
import Testing

@testable import Configuration
@testable import Daemon
@testable import Delivery
@testable import Polling
@testable import Queries
@testable import Text

/// Polls of a report site on a real server and a real database; only the clock is moved.
@Suite struct SitePollTests {
    let polled: PolledFeed
    var clock: ManualClock { polled.clock }

    init() throws { polled = try PolledFeed() }

    static let good = CouncilReport(council: "Cheshire East", dates: "6 to 10 March 2023", overall: "Good")
    static let inadequate = CouncilReport(
        council: "Cheshire East", dates: "4 to 8 March 2024", overall: "Inadequate")

    /// Does all that is due; everything is opened anew for each step, as after a kill.
    @discardableResult
    private func poll(
        _ site: ReportSite, steps: Int = 200, _ keys: String = "every: 1h", of other: PolledFeed? = nil
    ) async throws -> PolledFeed.Poll {
        try await (other ?? polled).poll(
            "{name: a, kind: ofsted-reports, url: '\(site.searchURL)', \(keys)}", steps: steps)
    }

    /// Four councils in two rows a page; Cheshire East has one report, Kent a letter.
    private static func site() async throws -> ReportSite {
        let site = try await ReportSite(rows: 2)
        for (urn, name) in [("80447", "Cheshire East"), ("80476", "Kent"), ("80418", "Norfolk"), ("80430", "Bath")] {
            await site.add(provider: urn, named: name)
        }
        await site.publish(.init(50, of: "80447", published: "2023-05-01", document: good.pdf))
        await site.publish(.init(51, of: "80476", published: "2021-05-01", document: letter(to: "Kent")))
        return site
    }

    private static func letter(to council: String) -> [UInt8] {
        let visit = "a focused visit to \(council) children's services on 2 and 3 March 2021."
        return TextPDF.bytes(pages: [
            [
                "Focused visit to \(council) local authority children's services", "Dear Director,",
                "This letter summarises the findings of \(visit)",
            ]
        ])
    }

    private func paths(_ site: ReportSite) async -> [String] { await site.asked().map(\.path) }

    @Test func aFirstPollIsSilentAndAsksForEachThingOnce() async throws {
        let site = try await Self.site()
        #expect(try await poll(site).kinds == ["operator-baseline-done"])
        let first = await paths(site)
        #expect(first.prefix(2) == ["/search", "/search"])
        #expect(first.dropFirst(2).prefix(2).sorted() == ["/provider/44/80447", "/provider/44/80476"])
        #expect(first.dropFirst(4).sorted() == ["/v1/file/50", "/v1/file/51"])
        // Nothing moved: the listing alone is asked for, conditionally.
        clock.advance(3600)
        #expect(try await poll(site).kinds.isEmpty)
        let second = await site.asked()
        #expect(second.map(\.path) == ["/search", "/search"])
        #expect(second.allSatisfy { $0.headers["if-none-match"] != nil })
    }

    @Test func onlyThePageThatMovedIsAskedForAndItsReportTold() async throws {
        let site = try await Self.site()
        try await poll(site)
        _ = await site.asked()
        await site.publish(.init(52, of: "80447", published: "2024-05-16", document: Self.inadequate.pdf))
        clock.advance(3600)
        #expect(try await poll(site).kinds == ["rating-changed"])
        #expect(await paths(site) == ["/search", "/search", "/provider/44/80447", "/v1/file/52"])
    }

    @Test func aFirstPollGoesOnWhereItWasStopped() async throws {
        let site = try await Self.site()
        var asked: [String] = []
        for _ in 0..<8 {
            try await poll(site, steps: 1)
            asked += await paths(site)
        }
        #expect(Set(asked).count == asked.count - 1, "each once, but the two pages of the listing")
        #expect(asked.count == 6)
    }

    @Test func whatTheBaselineListedIsKnownAlsoWhereItIsReadLaterAndTheRestIsNew() async throws {
        let site = try await Self.site()
        await site.answer("/provider/44/80447", with: ServerAnswer(403))
        #expect(try await poll(site).kinds == ["operator-baseline-done"])
        await site.publish(.init(52, of: "80447", published: "2024-05-16", document: Self.inadequate.pdf))
        await site.answer("/provider/44/80447", with: nil)
        clock.advance(7200)
        #expect(try await poll(site).kinds == ["rating-changed"])
    }

    @Test func aShortListingIsAFaultToldOnceAndHealedOnce() async throws {
        let site = try await Self.site()
        await site.count(9)
        var kinds: [String] = []
        for _ in 0..<5 {
            let poll = try await poll(site)
            kinds += poll.kinds
            #expect(poll.failed)
            clock.advance(86400)
        }
        #expect(kinds == ["operator-feed-shrank"])
        await site.count(nil)
        #expect(try await poll(site).kinds == ["operator-baseline-done", "operator-feed-recovered"])
    }

    @Test func aListingThatShrinksIsAFaultAndNothingIsTakenForGone() async throws {
        let site = try await Self.site()
        for urn in 1...12 {
            await site.add(provider: "9\(urn)", named: "Town \(urn)")
            await site.publish(
                .init(100 + urn, of: "9\(urn)", published: "2021-05-01", document: Self.letter(to: "Town \(urn)")))
        }
        try await poll(site)
        for urn in 1...12 { await site.remove(provider: "9\(urn)") }
        var kinds: [String] = []
        for _ in 0..<6 {
            clock.advance(86400)
            kinds += try await poll(site).kinds
        }
        #expect(kinds == ["operator-feed-shrank"])
        for urn in 1...12 { await site.add(provider: "9\(urn)", named: "Town \(urn)") }
        clock.advance(86400)
        #expect(try await poll(site).kinds == ["operator-feed-recovered"])
    }

    @Test(arguments: [
        ServerAnswer(403), ServerAnswer(500), ServerAnswer(text: "<html><body>Sorry</body></html>"),
        ServerAnswer(text: ReportSite.notFoundPage), ServerAnswer(text: "\u{1}\u{2}"), ServerAnswer(404),
        ServerAnswer(410),
    ])
    func aPageThatYieldsNothingIsTriedAgainAndItsReportIsNotLost(fault: ServerAnswer) async throws {
        let site = try await Self.site()
        try await poll(site)
        await site.publish(.init(52, of: "80447", published: "2024-05-16", document: Self.inadequate.pdf))
        await site.answer("/provider", with: fault)
        clock.advance(3600)
        var kinds: [String] = []
        for _ in 0..<8 {
            let poll = try await poll(site)
            kinds += poll.kinds
            #expect(!poll.complaints.isEmpty)
            clock.advance(7200)
        }
        #expect(kinds == ["operator-feed-failing"])
        await site.answer("/provider", with: nil)
        clock.advance(7200)
        #expect(try await poll(site).kinds == ["operator-feed-recovered", "rating-changed"])
    }

    @Test func oneDocumentThatFailsForEverHoldsNothingUp() async throws {
        let site = try await Self.site()
        await site.answer("/v1/file/51", with: ServerAnswer(403))
        var kinds = try await poll(site).kinds
        for _ in 0..<10 {
            clock.advance(86400)
            kinds += try await poll(site).kinds
        }
        await site.publish(.init(52, of: "80447", published: "2024-05-16", document: Self.inadequate.pdf))
        clock.advance(3600)
        kinds += try await poll(site).kinds
        #expect(kinds == ["operator-baseline-done", "rating-changed"])
    }

    @Test func aSiteThatRefusesEverythingIsLeftAloneForAWhile() async throws {
        let site = try await Self.site()
        for urn in 1...20 {
            await site.add(provider: "9\(urn)", named: "Town \(urn)")
            await site.publish(
                .init(100 + urn, of: "9\(urn)", published: "2021-05-01", document: Self.letter(to: "Town \(urn)")))
        }
        await site.answer("/provider", with: ServerAnswer(403))
        #expect(try await poll(site).kinds == ["operator-baseline-done", "operator-feed-failing"])
        // Three batches of two, and then one more after each pause of a minute, two, four...
        #expect(await site.asked().count { $0.path.hasPrefix("/provider") } == 6)
        for wait in [60.0, 120, 240] {
            clock.advance(wait)
            try await poll(site)
            #expect(await site.asked().count { $0.path.hasPrefix("/provider") } == 2)
        }
        await site.answer("/provider", with: nil)
        clock.advance(86400)
        #expect(try await poll(site).kinds == ["operator-feed-recovered"])
    }

    @Test func aReportThatIsGoneForThreeDaysIsWithdrawnOnceAndRestoredOnce() async throws {
        let site = try await Self.site()
        try await poll(site)
        var report = ReportSite.Report(50, of: "80447", published: "2023-05-01", document: Self.good.pdf)
        report.isGone = true
        await site.publish(report)
        var kinds: [[String]] = []
        for _ in 0..<5 {
            clock.advance(43200)
            kinds.append(try await poll(site).kinds)
            clock.advance(43200)
            kinds.append(try await poll(site).kinds)
        }
        #expect(kinds.flatMap(\.self) == ["report-withdrawn"])
        // The check of day one is made by the first poll of that day, of day three by the fifth or sixth.
        #expect(kinds.prefix(4).flatMap(\.self).isEmpty)
        report.isGone = false
        await site.publish(report)
        clock.advance(86400)
        #expect(try await poll(site).kinds == ["report-restored"])
        clock.advance(86400)
        #expect(try await poll(site).kinds.isEmpty)
    }

    @Test("Whoever was told that a council fell hears that the report is gone, and who heard that, that it is back")
    func aWithdrawalGoesWhereTheReportWentWhateverTheRouteAsksFor() async throws {
        let told = try PolledFeed(
            configured: """
                receivers:
                  - {name: falls, kind: log-file, path: falls.log, format: text}
                  - {name: rises, kind: log-file, path: rises.log, format: text}
                routes:
                  - {name: falls, match: {direction: declined}, receivers: [falls]}
                  - {name: rises, match: {direction: improved}, receivers: [rises]}
                """)
        let site = try await Self.site()
        try await poll(site, of: told)
        var report = ReportSite.Report(52, of: "80447", published: "2024-05-16", document: Self.inadequate.pdf)
        var kinds: [String] = []
        for isGone in [false, true, false] {
            report.isGone = isGone
            await site.publish(report)
            for _ in 0..<5 {
                told.clock.advance(86400)
                kinds += try await poll(site, of: told).kinds
            }
        }
        #expect(kinds == ["rating-changed", "report-withdrawn", "report-restored"])
        // The first alert is the operator's, on the baseline.
        let decisions = try await told.history.read("look up who was told") { history in
            try (2...4).map { try history.routeDecisions(on: $0).map(\.took) }
        }
        #expect(decisions == [[true, false], [true, false], [true, false]])
        let why = try await told.history.read("look up why") { try $0.routeDecisions(on: 4).map(\.reason) }
        #expect(why.first == "the route took what was told of this report")
    }

    static let moves: [(name: String, day: String, more: [UInt8])] = [
        ("the same day, the same bytes", "2024-05-16", []), ("the same day, other bytes", "2024-05-16", [0x0A]),
        ("a later day, the same bytes", "2024-05-20", []), ("a later day, other bytes", "2024-05-20", [0x0A]),
    ]

    /// The number of a file names a version of its document: readers hear once that the last of them is gone.
    @Test(arguments: moves) func aReportThatIsListedUnderAnotherFileIsNotWithdrawn(
        _ name: String, day: String, more: [UInt8]
    ) async throws {
        let site = try await Self.site()
        try await poll(site)
        func kinds(after days: Int = 5) async throws -> [String] {
            var kinds: [String] = []
            for _ in 0..<days {
                clock.advance(86400)
                kinds += try await poll(site).kinds
            }
            return kinds
        }
        func file(_ number: Int, on day: String, _ more: [UInt8] = [], isGone: Bool = false) -> ReportSite.Report {
            var report = ReportSite.Report(
                number, of: "80447", published: day, document: Self.inadequate.pdf + more)
            report.isGone = isGone
            report.isListed = !isGone
            return report
        }
        await site.publish(file(52, on: "2024-05-16"))
        #expect(try await kinds(after: 1) == ["rating-changed"])
        await site.publish(file(52, on: "2024-05-16", isGone: true))
        await site.publish(file(53, on: day, more))
        #expect(try await kinds().isEmpty, "\(name)")
        await site.publish(file(53, on: day, more, isGone: true))
        #expect(try await kinds() == ["report-withdrawn"], "\(name)")
        await site.publish(file(54, on: "2024-07-01", more + [0x0A]))
        #expect(try await kinds() == ["report-restored"], "\(name)")
    }

    @Test func aReportThatIsListedTwiceIsThereWhileOneOfItsFilesIs() async throws {
        let site = try await Self.site()
        try await poll(site)
        var kinds: [String] = []
        for gone in [[], [53], [52, 53]] {
            for number in [52, 53] {
                var report = ReportSite.Report(
                    number, of: "80447", published: "2024-05-16", document: Self.inadequate.pdf)
                report.isGone = gone.contains(number)
                await site.publish(report)
            }
            for _ in 0..<5 {
                clock.advance(86400)
                kinds += try await poll(site).kinds
            }
            kinds.append("\(gone.count) gone")
        }
        #expect(kinds == ["rating-changed", "0 gone", "1 gone", "report-withdrawn", "2 gone"])
    }

    /// Readers were told nothing of it, so it is no news that it is gone.
    @Test func aReportInDoubtThatIsGoneIsNotWithdrawn() async throws {
        let site = try await Self.site()
        try await poll(site)
        let ofAnother = CouncilReport(council: "Kent", dates: "4 to 8 March 2024", overall: "Inadequate").pdf
        var report = ReportSite.Report(52, of: "80447", published: "2024-05-16", document: ofAnother)
        await site.publish(report)
        clock.advance(86400)
        #expect(try await poll(site).kinds == ["operator-extraction-doubtful"])
        report.isListed = false
        await site.publish(report)
        for _ in 0..<5 {
            clock.advance(86400)
            #expect(try await poll(site).kinds.isEmpty)
        }
    }

    @Test func aReportThatItsPageNoLongerListsIsWithdrawnToo() async throws {
        let site = try await Self.site()
        await site.publish(.init(52, of: "80447", published: "2024-05-16", document: Self.inadequate.pdf))
        try await poll(site)
        var report = ReportSite.Report(52, of: "80447", published: "2024-05-16", document: Self.inadequate.pdf)
        report.isListed = false
        await site.publish(report)
        var kinds: [String] = []
        for _ in 0..<5 {
            clock.advance(86400)
            kinds += try await poll(site).kinds
        }
        #expect(kinds == ["report-withdrawn"])
        report.isListed = true
        await site.publish(report)
        kinds = []
        for _ in 0..<2 {
            clock.advance(86400)
            kinds += try await poll(site).kinds
        }
        #expect(kinds == ["report-restored"])
    }

    @Test func aKnownReportThatStatesAnotherGradeIsCorrectedAndAskedForConditionally() async throws {
        let site = try await Self.site()
        try await poll(site)
        _ = await site.asked()
        clock.advance(86400)
        #expect(try await poll(site).kinds.isEmpty)
        let again = await site.asked().filter { $0.path.hasPrefix("/v1") }
        #expect(again.map(\.path).sorted() == ["/v1/file/50", "/v1/file/51"])
        #expect(again.allSatisfy { $0.headers["if-none-match"] != nil })
        var amended = Self.good
        amended.overall = "Inadequate"
        await site.publish(.init(50, of: "80447", published: "2023-05-01", document: amended.pdf))
        clock.advance(86400)
        #expect(try await poll(site).kinds == ["rating-corrected"])
        // The listing did not move, so no provider's page was asked for.
        #expect(await site.asked().allSatisfy { !$0.path.hasPrefix("/provider") })
    }

    @Test func aProviderThatAnUnchangedPageListsIsNotMissedAfterAnotherPageListedItToo() async throws {
        let site = try await Self.site()
        try await poll(site)
        let row = """
            <li class="search-result"><h3 class="search-result__title"><a href="/provider/44/80476">Kent</a></h3>
            <ul class="search-result__provider-info"><li>Latest report: <strong><time>1 May 2021</time></strong></li>
            <li>URN: <strong>80476</strong></li></ul></li>
            """
        let page = "<html><body><p>4 results</p><ul class=\"results-list\">\(row)\(row)</ul></body></html>"
        await site.answer("/search?latest", with: ServerAnswer(headers: [("Content-Type", "text/html")], text: page))
        clock.advance(3600)
        try await poll(site)
        await site.answer("/search?latest", with: nil)
        clock.advance(3600)
        try await poll(site)
        let history = try polled.history
        #expect(try await history.read("test") { try $0.feedState("a")?.listed } == 2)
    }

    @Test(arguments: [
        ("what the report says too", "Inadequate", true, ["rating-changed"]),
        ("another grade than the report's", "Good", true, ["rating-changed", "sources-disagree"]),
        // What is in doubt is the very report that the page lists, and no inspection in between.
        (
            "what the report leaves in doubt", "Inadequate", false,
            ["operator-extraction-doubtful", "rating-changed"]
        ),
    ])
    func aPageStatesRatingsInItsMarkup(_ name: String, overall: String, isLegible: Bool, kinds: [String]) async throws {
        let site = try await Self.site()
        try await poll(site)
        var report = Self.inadequate
        if !isLegible { report.dates = "in March" }
        await site.publish(.init(52, of: "80447", published: "2024-05-16", document: report.pdf))
        let areas = [
            "Overall effectiveness", "The impact of leaders on social work practice with children and families",
            "The experiences and progress of children who need help and protection",
            "The experiences and progress of children in care", "The experiences and progress of care leavers",
        ]
        await site.rate("80447", on: "6 March 2024", areas.map { ($0, $0 == areas[0] ? overall : "Good") })
        clock.advance(3600)
        let told = try await poll(site).kinds
        #expect(told == kinds, "\(name)")
        clock.advance(3600)
        #expect(try await poll(site).kinds.isEmpty)
    }

    @Test func aPageThatHasLostTheRatingsInItsMarkupIsNamed() async throws {
        let site = try await Self.site()
        let areas = [
            "Overall effectiveness", "The impact of leaders on social work practice with children and families",
            "The experiences and progress of children who need help and protection",
            "The experiences and progress of children in care", "The experiences and progress of care leavers",
        ]
        await site.rate("80447", on: "6 March 2023", areas.map { ($0, "Good") })
        try await poll(site)
        clock.advance(3600)
        await site.rate("80447", on: "6 March 2023", [])
        await site.publish(
            .init(
                60, of: "80447", published: "2024-05-20", type: "Focused visit",
                document: Self.letter(to: "Cheshire East")))
        let told = try await poll(site)
        #expect(told.kinds.sorted() == ["operator-ratings-lost", "report-published"])
        clock.advance(3600)
        #expect(try await poll(site).kinds.isEmpty)
    }

    @Test func aSiteWhoseDocumentsAreAllGoneAtOnceIsNotBelieved() async throws {
        let site = try await Self.site()
        for id in 1...14 {
            await site.publish(.init(100 + id, of: "80476", published: "2021-05-01", document: Self.letter(to: "Kent")))
        }
        try await poll(site)
        await site.answer("/v1", with: ServerAnswer(text: ReportSite.notFoundPage))
        var kinds: [String] = []
        for _ in 0..<5 {
            clock.advance(86400)
            kinds += try await poll(site).kinds
        }
        #expect(kinds.isEmpty)
    }
}
