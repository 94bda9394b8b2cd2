import Foundation
import TestSupport
import Testing

/// kill -9 at any moment: no alert is lost, none is written twice.
@Suite(.timeLimit(.minutes(5))) struct KillTests {
    @Test func killedAgainAndAgainItWritesEachAlertOnce() async throws {
        let publisher = try await Publisher()
        let run = try ProgramRun(configuration: FaultTests.configuration(publisher.feedURL))
        var daemon = try run.startDaemon()
        try await eventually("the baseline is announced") { run.lines(of: "alerts.log").count == 1 }
        // Seeded, so that a failure can be had again.
        var random = SeededGenerator(seed: 7)
        let grades = ["Good", "Inadequate", "Requires improvement to be good"]
        let reports = (0..<12).map { FaultTests.entry(inspection: $0, of: 50_001_001, overall: grades[$0 % 3]) }
        for report in reports {
            await publisher.publish(report.entry)
            try await Task.sleep(for: .milliseconds(Int.random(in: 0...1800, using: &random)))
            await daemon.kill()
            daemon = try run.startDaemon()
        }
        try await eventually("every alert has come") { run.lines().count >= reports.count }
        try await eventually("the readable log has them too") { told(in: run).count >= reports.count + 1 }
        await daemon.stop()
        let alerts = try SeenAlert.read(run.lines())
        #expect(alerts.map(\.data.inspection?.start) == reports.map(\.start))
        #expect(Set(alerts.map(\.id)).count == reports.count)
        let numbers = run.lines(of: "alerts.log").map { $0.prefix { $0 != " " } }
        #expect(numbers == numbers.indices.map { "[\($0 + 1)]" }, "each line once, whatever it says")
        let lines = told(in: run)
        #expect(lines.count == reports.count + 1, "\(lines)")
        #expect(try await run.run("alerts", "verify").status == 0)
    }

    /// The readable log without what it may say of the kills themselves: a feed that was being read at several of them
    /// in a row counts as failing until it is read.
    private func told(in run: ProgramRun) -> [String] {
        run.lines(of: "alerts.log").filter {
            let isOfKills = $0.contains(" operator-feed-failing ") && $0.contains(": the program ended ")
            return !isOfKills && !$0.contains(" operator-feed-recovered ")
        }
    }
}
