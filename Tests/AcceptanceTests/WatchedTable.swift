import Foundation
import TestSupport

/// A table in a file that a test changes, and the program that polls it.
final class WatchedTable: Sendable {
    let run: ProgramRun
    private let folder: TemporaryFolder
    private let file: String

    /// `map`: of the columns; `keys`: more of the feed's; `top`: a line more of the configuration.
    init(
        _ map: String, keys: String = "", name: String = "table.csv", kind: String = "table", top: String = ""
    ) throws {
        folder = try TemporaryFolder()
        file = folder.path(name)
        run = try ProgramRun(
            configuration: """
                instance: test
                \(top)
                http: {per_host: {connections: 2, interval: 0s}, timeout: 60s, retry: {first: 1s, most: 2s}}
                feeds:
                  - {name: table, kind: \(kind), url: 'file://\(file)', every: 1s, hold_changes_over: 100%,
                     \(kind == "page" ? "page" : "table"): \(map)\(keys.isEmpty ? "" : ", \(keys)")}
                receivers:
                  - {name: everything, kind: log-file, path: alerts.jsonl, format: jsonl}
                routes:
                  - {name: all, receivers: [everything]}
                operators: {receivers: []}
                """)
    }

    /// What is told once the table reads so.
    func poll(_ text: String) async throws -> [ToldEvent] {
        try await poll(Data(text.utf8))
    }

    func poll(_ bytes: Data) async throws -> [ToldEvent] {
        let known = run.lines().count
        try bytes.write(to: URL(filePath: file))
        // Longer than the interval between two polls with its jitter.
        try await Task.sleep(for: .milliseconds(1200))
        return try await told(after: known)
    }

    /// What is told by an operator's word.
    func release() async throws -> [ToldEvent] {
        let known = run.lines().count
        _ = try await run.run("release", "table")
        return try await told(after: known)
    }

    /// The history of a provider, a line for each inspection: `2023-03-01 overall-effectiveness:good`.
    func history(of provider: String) async throws -> [String] {
        struct History: Decodable {
            struct Inspection: Decodable {
                let start: String?
                let judgements: [Judgement]
            }
            struct Judgement: Decodable {
                let area: String
                let grade: String?
            }
            let inspections: [Inspection]
        }
        let output = try await run.run("history", "ofsted:\(provider)", "--format", "json").output
        return try JSONDecoder().decode(History.self, from: Data(output.utf8)).inspections.map { inspection in
            let grades = inspection.judgements.map { "\($0.area):\($0.grade ?? "-")" }.sorted()
            return ([inspection.start ?? "-"] + grades).joined(separator: " ")
        }
    }

    private func told(after known: Int) async throws -> [ToldEvent] {
        let finished = try await run.run("run", "--once")
        guard finished.status == 0 else { throw TableFailure(words: "run --once: \(finished.complaints)") }
        return try run.lines().dropFirst(known).map { try JSONDecoder().decode(ToldEvent.self, from: Data($0.utf8)) }
    }
}

struct TableFailure: Error {
    let words: String
}
