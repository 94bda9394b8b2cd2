import Foundation
import TestSupport
import Testing

/// The state folder is restored from a backup while the logs have gone on.
@Suite(.timeLimit(.minutes(3))) struct RestoredBackupTests {
    private static func report(_ number: Int, _ year: Int, overall: String) -> Publisher.Entry {
        let council = "\(Character(Unicode.Scalar(UInt8(65 + number))))ford"
        return Publisher.Entry(
            id: "\(year)\(100 + number)", title: "\(council): children's services inspection", urn: "\(90000 + number)",
            council: council, published: "\(year)-05-0\(1 + number)",
            document: CouncilReport(council: council, dates: "4 to 8 March \(year)", overall: overall).pdf)
    }

    @Test("After a restored backup and another order of reports every log is whole and holds each alert once")
    func everyLogGoesOnBehindARestoredBackup() async throws {
        let publisher = try await Publisher()
        await publisher.publish((0..<4).map { Self.report($0, 2023, overall: "Good") })
        let run = try ProgramRun(configuration: FaultTests.configuration(publisher.feedURL))
        func once() async throws {
            // The feed is due again.
            try await Task.sleep(for: .milliseconds(1200))
            #expect(try await run.run("run", "--once").status == 0)
        }
        func publish(_ number: Int) async { await publisher.publish(Self.report(number, 2024, overall: "Inadequate")) }
        try await once()
        await publish(0)
        try await once()
        let (state, backup) = (run.folder.path("state"), run.folder.path("backup"))
        try FileManager.default.copyItem(atPath: state, toPath: backup)
        for number in [1, 2] {
            await publish(number)
            try await once()
        }
        #expect(run.lines().count == 3)
        try FileManager.default.removeItem(atPath: state)
        try FileManager.default.copyItem(atPath: backup, toPath: state)

        // What was told second before is told first now, with news between.
        let second = publisher.documentPath("2024101")
        await publisher.answer(second, with: ServerAnswer(503))
        await publish(3)
        try await once()
        await publisher.answer(second, with: nil)
        try await once()
        try await once()
        let alerts = try SeenAlert.read(run.lines())
        #expect(alerts.compactMap(\.data.provider?.id) == (0..<4).map { "ofsted:9000\($0)" })
        #expect(Set(alerts.map(\.id)).count == 4)
        #expect(run.lines(of: "alerts.log").count { $0.contains("rating-changed") } == 4)
        let verified = try await run.run("alerts", "verify")
        #expect(verified.status == 0, "\(verified.output)")
        let deliveries = try await run.run("deliveries", "--format", "jsonl").output.split(separator: "\n")
        #expect(deliveries.count == 9)
        #expect(deliveries.allSatisfy { $0.contains("\"state\":\"done\"") })
        #expect(try await run.run("alerts").output.contains("Bford"))
    }
}
