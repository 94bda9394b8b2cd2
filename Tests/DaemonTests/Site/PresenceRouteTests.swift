import Foundation
import Inspections
import TestSupport
import Testing

@testable import Configuration
@testable import Daemon
@testable import Queries
@testable import Text

/// Who hears that a report is gone or back, by `routes test`: whoever was told of it, from whatever file.
@Suite struct PresenceRouteTests {
    private static let routes = """
        receivers:
          - {name: falls, kind: log-file, path: falls.log, format: text}
          - {name: rises, kind: log-file, path: rises.log, format: text}
        routes:
          - {name: falls, match: {direction: declined}, receivers: [falls]}
          - {name: rises, match: {direction: improved}, receivers: [rises]}
        operators: {receivers: []}
        """

    @Test func whoWasToldFromAnotherFileWouldBeToldAgain() async throws {
        let polled = try PolledFeed(configured: Self.routes)
        let site = try await ReportSite(rows: 2)
        await site.add(provider: "80447", named: "Cheshire East")
        let feed = "{name: a, kind: ofsted-reports, url: '\(site.searchURL)', every: 1h}"
        func report(_ number: Int, on day: String, _ overall: String, _ dates: String) -> ReportSite.Report {
            let document = CouncilReport(council: "Cheshire East", dates: dates, overall: overall)
            return ReportSite.Report(number, of: "80447", published: day, document: document.pdf)
        }
        await site.publish(report(50, on: "2023-05-01", "Good", "6 to 10 March 2023"))
        try await polled.poll(feed)
        var kinds: [String] = []
        func publish(_ number: Int, isGone: Bool = false) async throws {
            var fallen = report(number, on: "2024-05-16", "Inadequate", "4 to 8 March 2024")
            fallen.isGone = isGone
            fallen.isListed = !isGone
            await site.publish(fallen)
        }
        func wait() async throws {
            for _ in 0..<5 {
                polled.clock.advance(86_400)
                kinds += try await polled.poll(feed).kinds
            }
        }
        try await publish(52)
        try await wait()
        try await publish(52, isGone: true)
        try await publish(53)
        try await wait()
        try await publish(53, isGone: true)
        try await wait()
        try await publish(54)
        try await wait()
        #expect(kinds == ["rating-changed", "report-withdrawn", "report-restored"])
        let setup = try Setup(
            file: polled.folder.write(
                "new.yaml",
                """
                state: \(polled.folder.path("state"))
                logs: \(polled.folder.path)
                feeds: [\(feed)]
                \(Self.routes)
                """), for: .ask)
        let answer = try await setup.testRoutes(since: nil, format: .jsonl, style: .plain).output
        #expect(
            answer.contains(#"{"receiver":"falls","got":3,"would_get":3,"gained":[],"lost":[]}"#), "\(answer)")
        #expect(
            answer.contains(#"{"receiver":"rises","got":0,"would_get":0,"gained":[],"lost":[]}"#), "\(answer)")
    }
}
