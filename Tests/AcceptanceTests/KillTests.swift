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
        let count = 12
        for number in 1...count {
            let report = CouncilReport(
                council: "Cheshire East", dates: "2 to 6 March \(2000 + number)", overall: grades[number % 3])
            await publisher.publish(FaultTests.entry("5000\(1000 + number)", "\(2000 + number)-05-01", report))
            try await Task.sleep(for: .milliseconds(Int.random(in: 0...900, using: &random)))
            await daemon.kill()
            daemon = try run.startDaemon()
        }
        try await eventually("every alert has come") { run.lines().count >= count }
        try await eventually("the readable log has them too") { run.lines(of: "alerts.log").count >= count + 1 }
        await daemon.stop()
        let alerts = try SeenAlert.read(run.lines())
        #expect(alerts.map(\.data.inspection?.start) == (1...count).map { "20\($0 < 10 ? "0" : "")\($0)-03-02" })
        #expect(Set(alerts.map(\.id)).count == count)
        #expect(run.lines(of: "alerts.log").count == count + 1)
        #expect(try await run.run("alerts", "verify").status == 0)
    }
}
