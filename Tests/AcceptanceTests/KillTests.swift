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
        let months = [
            "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
            "November",
            "December",
        ]
        for (index, month) in months.enumerated() {
            let report = CouncilReport(
                council: "Cheshire East", dates: "2 to 6 \(month) 2024", overall: grades[index % 3])
            await publisher.publish(
                FaultTests.entry("\(50_001_001 + index)", "2024-\(KillTests.digits(index + 1))-28", report))
            try await Task.sleep(for: .milliseconds(Int.random(in: 0...900, using: &random)))
            await daemon.kill()
            daemon = try run.startDaemon()
        }
        try await eventually("every alert has come") { run.lines().count >= months.count }
        try await eventually("the readable log has them too") { run.lines(of: "alerts.log").count >= months.count + 1 }
        await daemon.stop()
        let alerts = try SeenAlert.read(run.lines())
        #expect(
            alerts.map(\.data.inspection?.start) == months.indices.map { "2024-\(KillTests.digits($0 + 1))-02" })
        #expect(Set(alerts.map(\.id)).count == months.count)
        #expect(run.lines(of: "alerts.log").count == months.count + 1)
        #expect(try await run.run("alerts", "verify").status == 0)
    }

    private static func digits(_ month: Int) -> String { month < 10 ? "0\(month)" : "\(month)" }
}
