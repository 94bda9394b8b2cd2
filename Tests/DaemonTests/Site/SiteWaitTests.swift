import Foundation
import History
import TestSupport
import Testing

@testable import Configuration
@testable import Daemon
@testable import Polling
@testable import Queries
@testable import Text

/// What of a report site waits for how long, and what one run tries again.
@Suite(.timeLimit(.minutes(5))) struct SiteWaitTests {
    private let watched: WatchedOnce
    private let site: ReportSite

    init() async throws {
        watched = try WatchedOnce()
        site = try await ReportSite(rows: 50)
        for (urn, name) in [("80447", "Cheshire East"), ("80476", "Kent"), ("80418", "Norfolk"), ("80430", "Bath")] {
            await site.add(provider: urn, named: name)
            await publish(51, of: urn, named: name, on: "2021-05-01")
        }
    }

    private func publish(_ number: Int, of urn: String, named name: String, on day: String) async {
        let report = CouncilReport(council: name, dates: "6 to 10 March 2021", overall: "Good")
        await site.publish(
            .init((Int(urn) ?? 0) * 100 + number, of: urn, published: day, document: report.pdf))
    }

    private static func document(_ urn: String) -> String { "/v1/file/\(urn)51" }

    @discardableResult
    private func once(most: String = "24h", every: String = "1h") async throws -> [String] {
        try await watched.run(
            """
            http: {per_host: {connections: 2, interval: 0s}, retry: {first: 1m, most: \(most)}}
            feeds: [{name: a, kind: ofsted-reports, url: '\(site.searchURL)', every: \(every)}]
            """)
    }

    /// What was asked for since this was asked last, but the listing.
    private func asked() async -> [String] {
        await site.asked().map(\.path).filter { !$0.hasPrefix("/search") }.sorted()
    }

    @Test("A report of today has its page read again the next day, however short the longest back-off is")
    func aLongWaitIsKeptWhereTheLongestBackOffIsShort() async throws {
        await publish(52, of: "80447", named: "Cheshire East", on: "2026-06-01")
        try await once(most: "1m")
        let first = await asked()
        #expect(first.count == Set(first).count, "each page and document once")
        #expect(first.count == 9)
        for _ in 0..<7 {
            watched.clock.advance(3 * 3600)
            try await once(most: "1m")
        }
        #expect(await asked().allSatisfy { !$0.hasPrefix("/provider") })
        watched.clock.advance(3 * 3600)
        try await once(most: "1m")
        #expect(await asked().filter { $0.hasPrefix("/provider") } == ["/provider/44/80447"])
    }

    @Test("A day's rest that the publisher asks for is kept, however short the longest back-off is")
    func aDayOfRestIsKept() async throws {
        await site.answer("/provider/44/80447", with: ServerAnswer(503, headers: [("Retry-After", "86400")]))
        try await once(most: "1m")
        let first = await asked().filter { $0 == "/provider/44/80447" }
        #expect(first.count == 1)
        await site.answer("/provider/44/80447", with: nil)
        for _ in 0..<7 {
            watched.clock.advance(3 * 3600)
            try await once(most: "1m")
        }
        #expect(await asked().isEmpty, "the whole site rests")
        watched.clock.advance(4 * 3600)
        try await once(most: "1m")
        #expect(await asked().contains("/provider/44/80447"))
    }

    @Test("After the clock was set back between two runs, what waits is tried at once and then waits as long as ever")
    func aClockThatWasSetBackHoldsNothingUp() async throws {
        await site.answer(Self.document("80476"), with: ServerAnswer(503))
        try await once()
        _ = await asked()
        watched.clock.advance(-30 * 86400)
        try await once()
        #expect(await asked().filter { $0 == Self.document("80476") }.count == 1)
        try await once()
        #expect(await asked().isEmpty)
        await site.answer(Self.document("80476"), with: nil)
        watched.clock.advance(130)
        try await once()
        #expect(await asked() == [Self.document("80476")])
    }

    @Test("A run tries every document and page again whose time has come, once each, also where the listing is due")
    func aRunTriesAgainWhatHasFailed() async throws {
        let documents = ["80418", "80430", "80447"].map(Self.document)
        for path in documents { await site.answer(path, with: ServerAnswer(503)) }
        await site.answer("/provider/44/80476", with: ServerAnswer(500))
        try await once()
        _ = await asked()
        // Each hour the listing is due too, as for whoever runs it from a timer.
        for _ in 0..<2 {
            watched.clock.advance(3600)
            try await once()
            #expect(await asked() == ["/provider/44/80476"] + documents)
        }
        for path in documents + ["/provider/44/80476"] { await site.answer(path, with: nil) }
        watched.clock.advance(3600)
        try await once()
        #expect(await asked() == ["/provider/44/80476"] + documents + [Self.document("80476")].sorted())
        watched.clock.advance(3600)
        try await once()
        #expect(await asked().isEmpty)
        let pending = try await watched.history.read("test") {
            try $0.publications(ofFeeds: ["a"]).count { $0.nextTry != nil }
        }
        #expect(pending == 0)
    }

    @Test("Known documents are looked at again also in a run in which others fail")
    func aFailingDocumentKeepsNoOtherFromItsDailyLook() async throws {
        await site.answer(Self.document("80476"), with: ServerAnswer(503))
        try await once()
        _ = await asked()
        watched.clock.advance(86400)
        try await once()
        #expect(await asked().count == 4)
    }
}
