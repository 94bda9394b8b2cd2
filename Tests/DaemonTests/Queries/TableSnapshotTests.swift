import Foundation
import Testing

@testable import Configuration
@testable import Daemon
@testable import Queries
@testable import Text

/// Every table as it looks on narrow and wide terminals and through a pipe. What is stored is what a person has read
/// and found good; `SNAPSHOTS=record` stores what is printed now, to be read again.
@Suite struct TableSnapshotTests {
    typealias Asking = @Sendable (Setup, TerminalStyle) async throws -> Answer

    static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Snapshots")

    static let tables: [(name: String, ask: Asking)] = [
        (
            "alerts",
            {
                try await $0.alerts(AlertsQuestion(), format: .table, style: $1) { _ in true }
            }
        ),
        ("history", { try await $0.history(of: "Cheshire East", asOf: nil, format: .table, style: $1) }),
        ("explain-alert", { try await $0.explain("rw_aa2", style: $1) }),
        ("explain-letter", { try await $0.explain("rw_bb80469", style: $1) }),
        ("explain-provider", { try await $0.explain("80469", style: $1) }),
        ("providers", { try await $0.providers(nil, format: .table, style: $1) }),
        ("publications", { try await $0.publications(feed: nil, provider: nil, format: .table, style: $1) }),
        (
            "ratings",
            {
                var text = ""
                let answer = try await $0.ratings(
                    RatingsQuestion(region: nil, area: nil, framework: nil, group: nil), format: .table, style: $1
                ) {
                    text += $0
                    return true
                }
                return Answer(text + answer.output, complaint: answer.complaint)
            }
        ),
        ("feeds", { try await $0.feeds(format: .table, style: $1) }),
        ("routes-test", { try await $0.testRoutes(since: nil, format: .table, style: $1) }),
        ("deliveries", { try await $0.deliveries(failed: false, format: .table, style: $1) { _ in true } }),
    ]

    @Test(arguments: tables.map(\.name)) func aTableLooksAsItDid(name: String) async throws {
        let world = try await QueryWorld(isWide: true)
        let ask = try #require(TableSnapshotTests.tables.first { $0.name == name }).ask
        var text = ""
        for width in [60, 80, 120, nil] {
            let answer = try await ask(world.setup, TerminalStyle(width: width, hasColour: false))
            text += "== \(width.map { "\($0) columns" } ?? "a pipe")\n\(answer.output)"
            if let width {
                for line in answer.output.split(separator: "\n") where !line.contains("://") {
                    #expect(line.displayWidth <= width, "\(line)")
                }
            }
            // What matters most is never cut, at any width.
            #expect(!answer.output.contains("…"))
        }
        let file = TableSnapshotTests.folder.appending(path: "\(name).txt")
        if ProcessInfo.processInfo.environment["SNAPSHOTS"] == "record" {
            try FileManager.default.createDirectory(at: TableSnapshotTests.folder, withIntermediateDirectories: true)
            try text.write(to: file, atomically: true, encoding: .utf8)
        }
        #expect(try String(contentsOf: file, encoding: .utf8) == text)
    }
}
