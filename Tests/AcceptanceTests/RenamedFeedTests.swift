import Foundation
import TestSupport
import Testing

/// A feed gets another name in the configuration.
@Suite(.timeLimit(.minutes(3))) struct RenamedFeedTests {
    private func rename(_ run: ProgramRun, _ name: String, to other: String) throws {
        try run.folder.write(
            "ratingwatch.yaml",
            try run.folder.read("ratingwatch.yaml").replacing("{name: \(name), kind", with: "{name: \(other), kind"))
    }

    /// Without the name of its feed, each alert's kind.
    private func kinds(_ run: ProgramRun) -> [String] {
        run.lines().map { line in
            line.firstRange(of: "org.ratingwatch.").map {
                String(line[$0.upperBound...].prefix { $0 != "." })
            } ?? line
        }
    }

    @Test func itKeepsWhatIsKnownAndTellsWhatIsNewAsBefore() async throws {
        let publisher = try await Publisher()
        await publisher.publish(FaultTests.before)
        let run = try ProgramRun(configuration: FaultTests.configuration(publisher.feedURL))
        #expect(try await run.run("run", "--once").status == 0)
        let silenced = try await run.run(
            "silence", "add", "--feed", "councils", "--kind", "operator-feed-failing", "--until", "2d", "--why", "known"
        )
        #expect(silenced.status == 0)

        await publisher.publish(FaultTests.after)
        try rename(run, "councils", to: "children")
        try await Task.sleep(for: .seconds(1.2))
        let once = try await run.run("run", "--once")
        #expect(once.complaints.contains("feed children: was called councils, and keeps what is known of it"))
        #expect(kinds(run) == ["rating-changed"])
        #expect(run.lines(of: "alerts.log").count == 2, "and no second baseline")
        let known = try await run.run("publications", "--feed", "children", "--format", "jsonl").output
        #expect(known.contains("50000001") && known.contains("50000002"))
        let silences = try await run.run("silence", "list").output
        #expect(silences.contains("feed: children") && !silences.contains("councils"), "\(silences)")

        // A reload of the daemon does the same.
        let daemon = try run.startDaemon()
        try await eventually("it polls") { run.diagnostics.contains("watches 1 feed") }
        try rename(run, "children", to: "kids")
        #expect(try await run.run("reload").status == 0)
        try await eventually("it follows") { run.diagnostics.contains("feed kids: was called children") }
        await daemon.stop()
        #expect(run.lines(of: "alerts.log").count == 2)
        #expect(try await run.run("feeds").output.contains("kids"))
    }
}
