import Foundation
import History
import Inspections

@testable import Configuration
@testable import Daemon
@testable import Polling
@testable import Queries
@testable import System

extension SourceDirectory {
    /// Feeds, each of a publisher of its own.
    static func each(_ feeds: String...) -> SourceDirectory {
        SourceDirectory(
            feeds.enumerated().map { place, feed in Source(feed: feed, publisher: "publisher:\(feed)", place: place) })
    }
}

extension Recorder {
    /// As the application composes it from a configuration: feeds, each of a publisher of its own, and one log for
    /// everybody.
    static func test(feeds: String...) throws -> Recorder {
        let list = feeds.map {
            "{name: \($0), kind: feed, url: 'https://example.org/\($0)', publisher: 'publisher:\($0)'}"
        }
        return Recorder(
            try Configuration.parse(
                """
                instance: test
                http: {retry: {first: 1m, most: 1h}}
                feeds: [\(list.joined(separator: ", "))]
                receivers: [{name: log, kind: log-file, path: alerts.jsonl, format: jsonl}]
                operators: {receivers: [log]}
                """, file: "test.yaml", surroundings: Surroundings(workingDirectory: "/")),
            reports: try BuiltInReports.reader)
    }

    /// A provider's inspections, as they follow from all that was stated of them.
    func inspections(of provider: ProviderID, at now: Date, in history: History) async throws -> [Timeline.Entry] {
        let derivation = settlement.derivation
        return try await history.read("test") { try derivation.timeline(of: provider, at: now, in: $0).entries }
    }
}
