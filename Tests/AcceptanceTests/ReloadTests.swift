import Foundation
import TestSupport
import Testing

/// The configuration changes while the daemon runs.
@Suite(.timeLimit(.minutes(3))) struct ReloadTests {
    @Test func aGoodFileTakesOverAndABadOneChangesNothing() async throws {
        let publisher = try await Publisher()
        let good = FaultTests.configuration(publisher.feedURL)
        let run = try ProgramRun(configuration: good)
        let daemon = try run.startDaemon()
        try await eventually("the baseline is announced") { run.lines(of: "alerts.log").count == 1 }
        let whole = try run.folder.read("ratingwatch.yaml")

        try run.folder.write("ratingwatch.yaml", whole.replacing("every: 1s", with: "every: soon"))
        let refused = try await run.run("reload")
        #expect(refused.status == 78)
        #expect(refused.complaints.contains("feeds[0].every: must be a duration"))
        await publisher.publish(FaultTests.before)
        try await eventually("the daemon goes on") { run.lines().count == 1 }

        // Another log, and a route that ends with it: what was said stays where it was, what comes goes there.
        try run.folder.write(
            "ratingwatch.yaml",
            whole.replacing("routes:", with: "  - {name: new, kind: log-file, path: new.jsonl, format: jsonl}\nroutes:")
                .replacing("receivers: [everything, reading]", with: "receivers: [new]"))
        let taken = try await run.run("reload")
        #expect(taken.status == 0, "\(taken.complaints)")
        #expect(taken.output.contains("as it is now"))
        await publisher.publish(FaultTests.after)
        try await eventually("the new route is taken") { run.lines(of: "new.jsonl").count == 1 }
        #expect(run.lines().count == 1)

        // A signal does the same; what is wrong stands in the log.
        let now = try run.folder.read("ratingwatch.yaml")
        try run.folder.write("ratingwatch.yaml", now.replacing("every: 1s", with: "every: soon"))
        daemon.hangUp()
        try await eventually("it says what is wrong") { run.diagnostics.contains("feeds[0].every: must be a duration") }
        try run.folder.write("ratingwatch.yaml", now)
        daemon.hangUp()
        try await eventually("it has reloaded") { run.diagnostics.contains("the configuration was reloaded") }

        // The daemon reads no file but its own.
        try run.folder.write("same.yaml", try run.folder.read("ratingwatch.yaml"))
        let same = try await run.run("reload", "--config", run.folder.path("same.yaml"), isConfigured: false)
        #expect(same.status == 1)
        #expect(same.complaints.contains("runs with \(run.configuration), not with"))

        // Its own folder a daemon cannot change.
        try run.folder.write(
            "other.yaml", try run.folder.read("ratingwatch.yaml").replacing("/state\n", with: "/elsewhere\n"))
        let elsewhere = try await run.run("reload", "--config", run.folder.path("other.yaml"), isConfigured: false)
        #expect(elsewhere.status == 1)
        #expect(elsewhere.complaints.contains("no daemon runs"))
        await daemon.stop()
        #expect(daemon.status == 0)
        #expect(try await run.run("alerts", "verify").status == 0)
    }
}
