import Foundation
import TestSupport
import Testing

/// Two years of monthly tables on 500 schools, through the change of frameworks: exactly the changes that there were.
@Suite(.timeLimit(.minutes(15))) struct OfficialTableTests {
    @Test(.enabled(if: Replay.isAvailable, "the replaying publisher does not lie beside this checkout"))
    func theAlertsAreTheChangesBetweenTheTables() async throws {
        let months = (2025...2026).flatMap { year in
            (1...12).map { "\(year)-\($0 < 10 ? "0" : "")\($0)-25" }
        }
        let replay = try Replay(at: months[0])
        defer { replay.stop() }
        let page = "government/statistical-data-sets/monthly-management-information-ofsteds-school-inspections-outcomes"
        let run = try ProgramRun(
            configuration: """
                http: {per_host: {connections: 4, interval: 0s}, timeout: 60s}
                feeds:
                  - {name: schools, kind: govuk-statistics, table: schools, every: 1s, url: '\(replay.url)/\(page)'}
                receivers:
                  - {name: everything, kind: log-file, path: alerts.jsonl, format: jsonl}
                operators: {receivers: [everything]}
                """)
        #expect(try await run.run("run", "--once").status == 0)
        var seen = run.lines().count
        #expect(try SeenAlert.read(run.lines()).map(\.kind) == ["operator-baseline-done"])
        for (before, month) in zip(months, months.dropFirst()) {
            try await replay.move(to: month)
            // Longer than the interval between two polls with its jitter.
            try await Task.sleep(for: .milliseconds(1200))
            #expect(try await run.run("run", "--once").status == 0)
            let lines = run.lines()
            let events = try SeenAlert.read(Array(lines.dropFirst(seen))).map(SchoolEvent.init).sorted()
            seen = lines.count
            let expected = try await replay.schoolChanges(from: before, to: month).compactMap(\.event).sorted()
            #expect(events == expected, "\(month)")
        }
        #expect(seen > 300)
    }
}
