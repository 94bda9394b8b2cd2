import Foundation
import TestSupport
import Testing

/// The record moves to another place, and whoever goes on there tells nothing again.
@Suite(.timeLimit(.minutes(3))) struct CopyTests {
    /// The configuration of the same daemon with its record elsewhere: in a file, or `onServer` where there is one.
    private func configure(_ name: String, like run: ProgramRun, onServer: Bool) throws -> String {
        let text = try run.folder.read("ratingwatch.yaml").split(separator: "\n", omittingEmptySubsequences: false)
            .filter { !$0.hasPrefix("state: ") && !$0.hasPrefix("history: ") }.joined(separator: "\n")
        let state = run.folder.path("\(name)-state")
        let server = onServer ? try TestServer.address.map { try TestServer.schema(state, on: $0) } : nil
        return try run.folder.write(
            "\(name).yaml",
            "state: \(state)\n" + (server.map { "history: {database: \"\($0)\"}\n" } ?? "") + text)
    }

    @Test func theCopyGoesOnWhereTheRecordWas() async throws {
        let publisher = try await Publisher()
        await publisher.publish(FaultTests.before)
        let run = try ProgramRun(configuration: FaultTests.configuration(publisher.feedURL))
        func copy(_ here: String, _ there: String) async throws -> ProgramRun.Finished {
            try await run.run("copy", "--from", here, "--to", there, isConfigured: false)
        }
        let first = run.configuration
        let second = try configure("second", like: run, onServer: false)
        let third = try configure("third", like: run, onServer: true)

        let early = try await copy(first, second)
        #expect(early.status == 1 && early.complaints.contains("there is no history"), "\(early.complaints)")
        #expect(try await run.run("run", "--once").status == 0)
        await publisher.publish(FaultTests.after)
        let daemon = try run.startDaemon()
        try await eventually("the change is told") { run.lines().count == 1 }
        let refused = try await copy(first, second)
        #expect(refused.status == 1 && refused.complaints.contains("stop that one first"), "\(refused.complaints)")
        await daemon.stop()

        let there = try await copy(first, second)
        #expect(there.status == 0, "\(there.complaints)")
        #expect(there.output.contains("and 2 documents from"), "\(there.output)")
        let documents = run.folder.path("second-state/documents")
        try FileManager.default.moveItem(atPath: documents, toPath: documents + "-away")
        let twice = try await copy(first, second)
        #expect(!FileManager.default.fileExists(atPath: documents), "of a copy that is refused nothing is left")
        try FileManager.default.moveItem(atPath: documents + "-away", toPath: documents)
        #expect(twice.status == 1 && twice.complaints.contains("a record is there already"), "\(twice.complaints)")
        let back = try await copy(second, third)
        #expect(back.status == 0, "\(back.complaints)")
        let digests = [there, back].map { $0.output.split(separator: " ").last }
        #expect(digests[0] == digests[1] && digests[0]?.count == 65, "\(there.output)\n\(back.output)")

        await publisher.publish(FaultTests.entry(inspection: 11, of: 50_000_100, overall: "Good").entry)
        try await Task.sleep(for: .milliseconds(1200))
        #expect(try await run.run("run", "--once", "--config", third, isConfigured: false).status == 0)
        let alerts = try SeenAlert.read(run.lines())
        #expect(alerts.count == 2 && Set(alerts.map(\.id)).count == 2, "\(run.lines())")
        #expect(
            run.lines(of: "alerts.log").count { $0.contains(" rating-changed ") } == 2, "\(run.lines(of: "alerts.log"))"
        )
        let verified = try await run.run("alerts", "verify", "--config", third, isConfigured: false)
        #expect(verified.status == 0, "\(verified.output)\(verified.complaints)")
    }
}
