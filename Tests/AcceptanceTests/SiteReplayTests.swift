import Foundation
import TestSupport
import Testing

/// Thirteen years of real publications as the report site shows them, with faults on the way and kills: exactly the
/// expected events, each once, and no more requests than it takes.
@Suite(.timeLimit(.minutes(25))) struct SiteReplayTests {
    private static func run(_ replay: Replay) throws -> ProgramRun {
        try ProgramRun(
            configuration: """
                instance: replay
                http: {contact: none, per_host: {connections: 2, interval: 0s}, timeout: 5s, retry: {first: 1s, most: 2s}}
                feeds:
                  - name: councils
                    kind: ofsted-reports
                    url: '\(replay.url)/search?q=&level_1_types=3&level_2_types[]=12'
                    every: 1s
                receivers:
                  - {name: everything, kind: log-file, path: alerts.jsonl, format: jsonl}
                routes:
                  - {name: all, receivers: [everything]}
                operators: {receivers: []}
                """)
    }

    /// What a publisher in trouble answers: path, kind, value.
    private static let faults: [(String, String, Int?)] = [
        ("/search", "cap-rows", 20), ("/search", "soft404", nil), ("/search", "truncate", nil),
        ("/provider", "status", 403),
        ("/provider", "soft404", nil), ("/provider", "garbage", nil), ("/provider", "truncate", nil),
        ("/v1/file", "soft404", nil), ("/v1/file", "status", 403), ("/v1/file", "garbage", nil),
        ("/v1/file", "truncate", nil), ("/", "slow", 1), ("/", "reset", 0),
    ]

    private func isAllRead(_ run: ProgramRun, of count: Int) async throws -> Bool {
        let known = try await run.run("publications", "--format", "jsonl").output.split(separator: "\n")
        return known.count == count && !known.contains { $0.contains("\"state\":\"pending\"") }
    }

    @Test(.enabled(if: Replay.isAvailable, "the real publications do not lie beside this checkout"))
    func theEventsAreThoseOfTheRealPublications() async throws {
        let replay = try Replay(at: "2014-01-01")
        defer { replay.stop() }
        let run = try Self.run(replay)
        var daemon = try run.startDaemon(contact: "2014-01-01")
        try await eventually("the baseline is read") {
            try await isAllRead(run, of: Replay.publications(until: "2014-01-01"))
        }
        let baseline = try await replay.ungradedAndSEND().map(\.file_id)
        var random = SeededGenerator(seed: 2026)
        for month in Replay.months
        where month.hasSuffix("01-01") || month.hasSuffix("04-01") || month.hasSuffix("09-01") {
            if let fault = Self.faults.randomElement(using: &random) {
                try await replay.spoil(fault.0, fault.1, value: fault.2, times: Int.random(in: 1...3, using: &random))
            }
            try await replay.move(to: month)
            if Int.random(in: 0...3, using: &random) == 0 {
                try await Task.sleep(for: .milliseconds(Int.random(in: 0...1500, using: &random)))
                await daemon.kill()
                daemon = try run.startDaemon(contact: month)
            }
            let published = Replay.publications(until: month)
            try await eventually(
                "all is read that was published until \(month)", within: 180, every: .milliseconds(200)
            ) {
                try await isAllRead(run, of: published)
            }
        }
        await daemon.stop()

        let seen = try SeenAlert.read(run.lines())
        let graded = seen.filter { ["slac", "sif", "ilacs"].contains($0.data.inspection?.framework ?? "") }
            .map(ReplayEvent.init).sorted()
        let expected = try Replay.expectedEvents().sorted()
        #expect(graded.count == expected.count)
        for (a, b) in zip(graded, expected) { #expect(a == b) }
        let others = seen.filter { !["slac", "sif", "ilacs"].contains($0.data.inspection?.framework ?? "") }
        let found = others.map(ReplayEvent.init).map { "\($0.published) \($0.provider) \($0.file) \($0.kind)" }.sorted()
        let due = try await replay.ungradedAndSEND().filter { !baseline.contains($0.file_id) }.map(\.event).sorted()
        #expect(found == due)
        for alert in others where alert.data.inspection?.framework == "area-send" {
            #expect(alert.data.judgements?.map(\.area) == ["arrangements"])
        }
        #expect(Set(seen.map(\.id)).count == seen.count)
        #expect(try await run.run("alerts", "verify").status == 0)

        let requests = try await replay.requests()
        #expect(ReplayRequest.mostAtOnce(requests) == 2)
        let entries = try SiteReplayTests.moves(requests)
        #expect(entries.pages <= entries.moves + entries.kills, "\(entries)")
    }

    /// Provider pages that were answered well, and how many reports there are to find on them; kills let a page be
    /// asked twice.
    private static func moves(_ requests: [ReplayRequest]) throws -> (pages: Int, moves: Int, kills: Int) {
        let pages = requests.filter { $0.path.hasPrefix("/provider/") && $0.isGood }.count
        return (pages, Replay.publications(until: "2026-09-01"), 2 * 20)
    }

    @Test(.enabled(if: Replay.isAvailable, "the real publications do not lie beside this checkout"))
    func aFirstPollKilledFiveTimesFetchesNothingTwiceThatItHadRead() async throws {
        let replay = try Replay(at: "2026-09-01")
        defer { replay.stop() }
        let run = try Self.run(replay)
        var read: Set<Substring> = []
        var asked = 0
        for _ in 0..<5 {
            let daemon = try run.startDaemon()
            let goal = asked + 20
            try await eventually("it goes on", within: 300) { try await replay.requests().count >= goal }
            await daemon.kill()
            let all = try await replay.requests()
            let files = all.dropFirst(asked).filter(\.isGood).map { $0.path.split(separator: "/").last ?? "" }
            #expect(read.isDisjoint(with: files), "what was read is not fetched again")
            let known = try await run.run("publications", "--format", "jsonl").output.split(separator: "\n")
            for line in known where line.contains("\"state\":\"read\"") {
                if let file = line.firstRange(of: "/v1/file/").map({ line[$0.upperBound...].prefix { $0.isNumber } }) {
                    read.insert(file)
                }
            }
            asked = all.count
        }
        let daemon = try run.startDaemon()
        try await eventually("all is read", within: 600, every: .seconds(1)) {
            try await isAllRead(run, of: Replay.publications(until: "2026-09-01"))
        }
        await daemon.stop()
        let good = try await replay.requests().filter { $0.isGood && !$0.path.hasPrefix("/search") }
        let twice = Dictionary(grouping: good, by: \.path).filter { $0.value.count > 1 }
        // What was in flight at a kill: no more than the connections.
        #expect(twice.count <= 5 * 2)
        #expect(run.lines().isEmpty, "a first poll tells readers nothing")
    }
}
