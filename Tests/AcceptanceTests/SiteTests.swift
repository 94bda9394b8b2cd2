import Foundation
import TestSupport
import Testing

/// The daemon on a report site of the tests' own.
@Suite(.timeLimit(.minutes(3))) struct SiteTests {
    @Test func aFirstPollKilledFiveTimesGoesOnAndTheNextReportIsTold() async throws {
        let site = try await ReportSite(rows: 4)
        for number in 1...10 {
            let urn = "\(90_000 + number)"
            await site.add(provider: urn, named: "Sample Town \(number)")
            let report = CouncilReport(council: "Sample Town \(number)", dates: "6 to 10 March 2023", overall: "Good")
            await site.publish(.init(100 + number, of: urn, published: "2023-05-01", document: report.pdf))
        }
        let run = try ProgramRun(
            configuration: """
                instance: test
                http: {contact: none, per_host: {connections: 2, interval: 0s}, timeout: 30s, retry: {first: 1s, most: 2s}}
                feeds:
                  - {name: councils, kind: ofsted-reports, url: '\(site.searchURL)', every: 2s}
                receivers:
                  - {name: everything, kind: log-file, path: alerts.jsonl, format: jsonl}
                routes:
                  - {name: all, receivers: [everything]}
                operators: {receivers: []}
                """)
        for kill in 1...5 {
            let daemon = try run.startDaemon(contact: "before kill \(kill)")
            await site.server.waitForRequests(4 * kill)
            await daemon.kill()
        }
        let daemon = try run.startDaemon(contact: "after the kills")
        try await eventually("all is read") {
            let known = try await run.run("publications", "--format", "jsonl").output.split(separator: "\n")
            return known.count == 10 && known.allSatisfy { $0.contains("\"state\":\"read\"") }
        }
        let asked = await site.server.requests.filter { !$0.path.hasPrefix("/search") }
        let twice = Dictionary(grouping: asked, by: \.path).filter { $0.value.count > 1 }
        // What was in flight at a kill: no more than the connections.
        #expect(twice.count <= 5 * 2)
        #expect(asked.allSatisfy { $0.active <= 2 })
        #expect(run.lines().isEmpty)

        let worse = CouncilReport(council: "Sample Town 3", dates: "4 to 8 March 2024", overall: "Inadequate")
        await site.publish(.init(200, of: "90003", published: "2024-05-01", document: worse.pdf))
        try await eventually("the new report is told") { run.lines().count == 1 }
        await daemon.stop()
        let alert = try #require(try SeenAlert.read(run.lines()).first)
        #expect(alert.kind == "rating-changed" && alert.data.provider?.id == "ofsted:90003")
    }

    @Test("A report of today has its page asked for once, though no back-off is as long as a day")
    func aReportOfTodayIsNotAskedForWithoutEnd() async throws {
        let site = try await ReportSite(rows: 4)
        await site.add(provider: "90001", named: "Sample Town")
        let report = CouncilReport(council: "Sample Town", dates: "6 to 10 March 2023", overall: "Good")
        let today = Date.now.formatted(.iso8601.year().month().day())
        await site.publish(.init(101, of: "90001", published: today, document: report.pdf))
        let run = try ProgramRun(
            configuration: """
                http: {per_host: {connections: 2, interval: 0s}, timeout: 30s, retry: {first: 1s, most: 2s}}
                feeds: [{name: councils, kind: ofsted-reports, url: '\(site.searchURL)', every: 1s}]
                """)
        #expect(try await run.run("run", "--once").status == 0)
        let daemon = try run.startDaemon()
        await site.server.waitForRequests(6)
        await daemon.stop()
        let asked = await site.server.requests.map(\.path)
        #expect(asked.filter { $0.hasPrefix("/provider") }.count == 1)
        #expect(asked.filter { $0.hasPrefix("/v1/file") }.count == 1)
    }
}
