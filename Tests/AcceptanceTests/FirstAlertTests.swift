import Foundation
import TestSupport
import Testing

/// From nothing to a first alert with a recipe, by the four commands of the README: `init`, an editor, `check`, `run`.
@Suite(.timeLimit(.minutes(3))) struct FirstAlertTests {
    private static let cases = [
        (
            "food-hygiene", "sources/fhrs/FHRS_excerpt_2026-08.xml",
            [("<RatingValue>4<", "<RatingValue>0<"), ("2025-11-05", "2026-05-05")],
            "@Cleeve Hill: food hygiene declined from 4 (good) to 0 (urgent improvement necessary)"
        ),
        (
            "acecqa-nqs", "sources/acecqa-nqs/services_2026-08_excerpt.csv",
            [("\"Exceeding NQS\",\"Sep 2018\"", "\"Working Towards NQS\",\"May 2026\"")],
            "Holy Family Early Learning Centre Gowrie: overall rating declined from exceeding to working towards"
        ),
        (
            "care-inspectorate-scotland", "sources/care-inspectorate-scotland/2024-05.csv",
            [("4,5,Same,20/03/2023,4,4,4,4,5,NA", "2,5,Down,20/05/2026,2,4,4,4,5,NA")],
            "Ruthrieston House: support and wellbeing declined from"
        ),
    ]

    @Test(.enabled(if: TableOracle.has(cases[0].1), "needs ../shared"), arguments: cases)
    func fourCommandsLeadToAnAlert(
        recipe: String, sample: String, changes: [(String, String)], alert: String
    ) async throws {
        let folder = try TemporaryFolder()
        let real = try String(contentsOf: TableOracle.file(sample), encoding: .utf8)
        let source = try folder.write("source", real)
        let run = try ProgramRun(configuration: "feeds: []\n")
        let begun = try await run.run("init", recipe, isConfigured: false)
        #expect(begun.status == 0 && begun.complaints.isEmpty)
        // What the editor does: the address of the file, and here also where everything is kept.
        let edited = begun.output.split(separator: "\n", omittingEmptySubsequences: false).map { line in
            if line.hasPrefix("    url: ") { return "    url: file://\(source)\n    every: 1s" }
            if line.hasPrefix("state: ") { return "state: \(run.folder.path("state"))" }
            return line.hasPrefix("logs: ") ? "logs: \(run.folder.path("log"))" : String(line)
        }
        _ = try run.folder.write("ratingwatch.yaml", edited.joined(separator: "\n"))
        let checked = try await run.run("check")
        #expect(checked.status == 0, "\(checked.complaints)")
        let first = try await run.run("run", "--once")
        #expect(first.status == 0, "\(first.complaints)")
        #expect(
            try folder.read("source") == real && run.lines(of: "alerts.log").allSatisfy { !$0.contains("declined") })
        let changed = changes.reduce(real) { $0.replacing($1.0, with: $1.1, maxReplacements: 1) }
        _ = try folder.write("source", changed)
        try await Task.sleep(for: .seconds(1.2))
        let second = try await run.run("run", "--once")
        #expect(second.status == 0, "\(second.complaints)")
        let told = run.lines(of: "alerts.log").filter { $0.contains(alert) }
        #expect(told.count == 1, "\(run.lines(of: "alerts.log"))")
        #expect(run.lines().count { $0.contains("rating-changed") } == 1)
    }
    /// Whoever tries a configuration at night would see nothing at all.
    @Test func aFirstRunOutsideTheHoursSaysWhenTheFirstPollWillBe() async throws {
        // Three days from now: 1970 began on a Thursday.
        let day = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"][
            (Int(Date().timeIntervalSince1970 / 86_400) + 7) % 7]
        let run = try ProgramRun(
            configuration: """
                feeds: [{name: f, kind: feed, url: 'file:///nowhere.atom', active: '\(day) 10:00-11:00 Europe/London'}]
                """)
        let ended = try await run.run("run", "--once")
        #expect(ended.status == 0)
        #expect(ended.complaints.contains("no feed is due yet; the first is due "), "\(ended.complaints)")
    }
}
