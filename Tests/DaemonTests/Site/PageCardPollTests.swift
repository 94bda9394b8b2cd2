import Foundation
import TestSupport
import Testing

@testable import Configuration
@testable import Daemon
@testable import Polling

/// A report card and the one on its provider's page: where they differ, readers hear nothing.
@Suite struct PageCardPollTests {
    private let polled: PolledFeed

    init() throws { polled = try PolledFeed() }

    private func poll(_ site: ReportSite) async throws -> [String] {
        polled.clock.advance(3600)
        let poll = try await polled.poll("{name: a, kind: ofsted-reports, url: '\(site.searchURL)', every: 1h}")
        #expect(!poll.failed)
        return zip(poll.kinds, poll.summaries).map { "\($0): \($1)" }
    }

    /// A school with a card of December, which the baseline knows.
    private func site() async throws -> ReportSite {
        let site = try await ReportSite()
        await site.add(provider: "123456", named: "The Someplace School")
        let first = SchoolCard("2 December 2025", ["Inclusion": "Strong standard"])
        await publish(first, 60, "2026-01-20", on: site, page: first)
        #expect(try await poll(site).map { $0.prefix(22) } == ["operator-baseline-done"])
        return site
    }

    private func publish(_ card: SchoolCard, _ id: Int, _ day: String, on site: ReportSite, page: SchoolCard) async {
        await site.publish(
            .init(
                id, of: "123456", published: day, type: "School inspection",
                document: card.pdf(of: "The Someplace School", urn: "123456")))
        await site.show("123456", "<report-card content=\"\(page.escaped)\"></report-card>")
    }

    private static let fell = SchoolCard("28 April 2026", ["Inclusion": "Needs attention"])
    private static let told =
        "rating-changed: The Someplace School: inclusion declined from strong standard to needs attention"

    @Test func aPageThatSaysTheSameConfirmsIt() async throws {
        let site = try await site()
        await publish(Self.fell, 61, "2026-05-28", on: site, page: Self.fell)
        #expect(try await poll(site) == [Self.told])
        #expect(try await poll(site).isEmpty)
    }

    @Test func aPageThatSaysOtherwiseMakesADoubtUntilItAgrees() async throws {
        let site = try await site()
        await publish(Self.fell, 61, "2026-05-28", on: site, page: SchoolCard("28 April 2026"))
        let told = try await poll(site)
        #expect(told.count == 1 && told[0].hasPrefix("operator-extraction-doubtful"))
        #expect(
            told.first?.contains(
                "inclusion: the report says needs attention, the provider's page says expected standard") == true)
        #expect(try await poll(site).isEmpty)
        await site.show("123456", "<report-card content=\"\(Self.fell.escaped)\"></report-card>")
        // The listing shows when a page has to be read again.
        await site.publish(
            .init(62, of: "123456", published: "2026-06-01", type: "Letter", document: TextPDF.bytes(pages: [["Note"]]))
        )
        #expect(try await poll(site).contains(Self.told))
    }

    @Test func aPageThatContradictsWhatIsTrustedIsToldToOperatorsAlone() async throws {
        let site = try await site()
        await publish(Self.fell, 61, "2026-05-28", on: site, page: Self.fell)
        _ = try await poll(site)
        await site.show("123456", "<report-card content=\"\(SchoolCard("28 April 2026").escaped)\"></report-card>")
        await site.publish(
            .init(62, of: "123456", published: "2026-06-01", type: "Letter", document: TextPDF.bytes(pages: [["Note"]]))
        )
        let told = try await poll(site)
        #expect(told.count == 1 && told[0].hasPrefix("operator-extraction-doubtful: The Someplace School: inclusion"))
        #expect(told.first?.hasSuffix("what the report says stands") == true)
    }

    @Test func aPageOfTheInspectionBeforeSaysNothingOfTheNext() async throws {
        let site = try await site()
        await publish(
            Self.fell, 61, "2026-05-28", on: site, page: SchoolCard("2 December 2025", ["Inclusion": "Strong standard"])
        )
        #expect(try await poll(site) == [Self.told])
    }

    @Test func aPageAloneStatesNothing() async throws {
        let site = try await site()
        await site.show("123456", "<report-card content=\"\(Self.fell.escaped)\"></report-card>")
        await site.publish(
            .init(62, of: "123456", published: "2026-06-01", type: "Letter", document: TextPDF.bytes(pages: [["Note"]]))
        )
        #expect(try await poll(site).isEmpty)
    }
}
