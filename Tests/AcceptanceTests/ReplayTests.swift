import Foundation
import TestSupport
import Testing

/// Thirteen years of real publications, month by month, from the replaying publisher that lies beside the checkout,
/// while the daemon is killed again and again: exactly the expected events, each once.
@Suite(.timeLimit(.minutes(15))) struct ReplayTests {
    @Test(.enabled(if: Replay.isAvailable, "the real publications do not lie beside this checkout"))
    func theEventsAreThoseOfTheRealPublications() async throws {
        let replay = try Replay(at: "2014-01-01")
        defer { replay.stop() }
        let run = try ProgramRun(
            configuration: """
                instance: replay
                http: {per_host: {connections: 4, interval: 0s}, timeout: 10s, retry: {first: 1s, most: 5s}}
                feeds:
                  - {name: councils, kind: feed, url: '\(replay.url)/feeds/publications.atom', every: 1s}
                receivers:
                  - {name: everything, kind: log-file, path: alerts.jsonl, format: jsonl}
                routes:
                  - {name: all, receivers: [everything]}
                operators: {receivers: [everything]}
                """)
        var daemon = try run.startDaemon()
        try await eventually("the baseline is announced") { run.lines().count == 1 }
        var random = SeededGenerator(seed: 2014)
        var kills = 0
        for month in Replay.months {
            try await replay.move(to: month)
            let publishedSoFar = Replay.publications(until: month)
            if Int.random(in: 0...1, using: &random) == 0 {
                try await Task.sleep(for: .milliseconds(Int.random(in: 0...1500, using: &random)))
                await daemon.kill()
                kills += 1
                daemon = try run.startDaemon()
            }
            try await eventually("all is read that was published until \(month)", within: 180) {
                let known = try await run.run("publications", "--format", "jsonl").output.split(separator: "\n")
                return known.count == publishedSoFar && !known.contains { $0.contains("\"state\":\"pending\"") }
            }
        }
        await daemon.stop()
        #expect(kills >= 50)

        let seen = try SeenAlert.read(run.lines())
        let ratings = seen.filter { ["sif", "ilacs"].contains($0.data.inspection?.framework ?? "") }
        let found = ratings.map(ReplayEvent.init).sorted()
        let expected = try Replay.expectedEvents().sorted()
        #expect(found.count == expected.count)
        for (a, b) in zip(found, expected) { #expect(a == b) }
        // Nothing besides: letters, area SEND reports and the operators' one announcement.
        let others = seen.filter { !["sif", "ilacs"].contains($0.data.inspection?.framework ?? "") }
        #expect(others.allSatisfy { $0.kind != "rating-changed" && $0.kind != "operator-extraction-doubtful" })
        #expect(Set(seen.map(\.id)).count == seen.count)
        #expect(try await run.run("alerts", "verify").status == 0)
    }
}
