import Foundation
import TestSupport
import Testing

@testable import Configuration
@testable import Daemon
@testable import Polling

/// Ratings in the markup of a school's page, whose five areas are those of colleges too.
@Suite struct PageRatingsPollTests {
    private let polled: PolledFeed
    private static let areas = [
        "Overall effectiveness", "The quality of education", "Behaviour and attitudes", "Personal development",
        "Leadership and management",
    ]

    init() throws { polled = try PolledFeed() }

    private func poll(_ site: ReportSite) async throws -> [String] {
        polled.clock.advance(86400)
        let poll = try await polled.poll("{name: a, kind: ofsted-reports, url: '\(site.searchURL)', every: 1h}")
        #expect(!poll.failed)
        return poll.kinds
    }

    private func publish(_ id: Int, _ day: String, inspected: String, _ grade: String, on site: ReportSite) async {
        let rows = Self.areas.map { "<tr><td>\($0)</td><td>\(grade)</td></tr>" }.joined()
        let report = """
            <!DOCTYPE html><html><body><h1>Inspection of Alpha School</h1><p>Inspection date: \(inspected)</p>
            <table>\(rows)</table><h2>School details</h2><p>Unique reference number 100000</p></body></html>
            """
        await site.publish(
            .init(id, of: "100000", published: day, type: "School inspection", document: Array(report.utf8)))
    }

    private func publishLetter(_ id: Int, _ day: String, on site: ReportSite) async {
        await site.publish(
            .init(id, of: "100000", published: day, type: "Letter", document: TextPDF.bytes(pages: [["Note"]])))
    }

    private func rate(_ grades: [String], on day: String, _ site: ReportSite) async {
        await site.rate("100000", on: day, zip(Self.areas, grades).map { ($0, $1) })
    }

    private static let good = [String](repeating: "Good", count: 5)

    @Test func theyAreOfTheFrameworkOfItsReports() async throws {
        let site = try await ReportSite()
        await site.add(provider: "100000", named: "Alpha School")
        await publish(1, "2022-07-09", inspected: "14 June 2022", "Good", on: site)
        await rate(Self.good, on: "14 June 2022", site)
        #expect(try await poll(site) == ["operator-baseline-done"])
        await publishLetter(2, "2022-08-01", on: site)
        #expect(try await poll(site).isEmpty, "the same as the report")
        await rate(["Inadequate"] + Self.good.dropFirst(), on: "14 June 2022", site)
        await publishLetter(3, "2022-08-02", on: site)
        #expect(try await poll(site) == ["sources-disagree"])
        await site.show("100000", "")
        await publishLetter(4, "2022-08-03", on: site)
        #expect(try await poll(site) == ["operator-ratings-lost"])
        #expect(try await poll(site).isEmpty)
    }
}
