import Foundation
import HTTPTransport
import History
import Inspections
import Reports
import TestSupport
import Testing

@testable import Configuration
@testable import Daemon
@testable import Delivery
@testable import Polling
@testable import Queries
@testable import System

/// One feed, polled again and again: a real history and a real transport; only the clock is moved.
struct PolledFeed {
    let folder: TemporaryFolder
    /// From 2026-06-01, a Monday, 12:00 UTC.
    let clock = ManualClock(Date(timeIntervalSince1970: 1_780_315_200))

    private let lock: StateLock
    /// Further members of the configuration, lines of YAML.
    private let configured: String

    init(configured: String = "") throws {
        self.configured = configured
        folder = try TemporaryFolder()
        lock = try StateLock(folder: try folder.folder("state"))
    }

    /// What one poll came to, over all its steps.
    struct Poll {
        var kinds: [String] = []
        var summaries: [String] = []
        var complaints: [String] = []
        var results: [String] = []
        var failed = false
    }

    var history: History {
        get throws { try History(at: .file(folder.path("state/history.sqlite"))) }
    }

    /// A provider's inspections, as they follow from all that was stated of them.
    func inspections(of provider: ProviderID) async throws -> [Timeline.Entry] {
        let derivation = Derivation(
            comparison: Comparison(frameworks: try BuiltInReports.reader.catalogue), sources: .each())
        let now = clock.now
        return try await history.read("test") { try derivation.timeline(of: provider, at: now, in: $0).entries }
    }

    /// Does all that is due of `feed`, a flow mapping; everything is opened anew for each step, as after a kill.
    @discardableResult
    func poll(_ feed: String, steps: Int = 200) async throws -> Poll {
        var poll = Poll()
        for _ in 0..<steps {
            guard let report = try await step(feed) else { break }
            poll.kinds += report.alerts.map(\.kind)
            poll.summaries += report.alerts.map(\.summary)
            poll.complaints += report.complaints
            poll.results.append(report.result)
            poll.failed = poll.failed || report.failed
        }
        return poll
    }

    /// What is told because time has passed, without a poll.
    func toldByTimeAlone(_ feed: String) async throws -> [String] {
        let application = try Application.test(try configuration([feed]), lock: lock, clock: clock.clock)
        let known = try await history.read("test") { try $0.lastAlert()?.sequence ?? 0 }
        await application.tellWhatTimeBrings()
        return try await history.read("test") { history in
            try history.alertHeads(AlertQuery()).filter { $0.sequence > known }.map { "\($0.kind): \($0.summary)" }
        }
    }

    /// `feeds`: flow mappings.
    func configuration(_ feeds: [String]) throws -> Configuration {
        try Configuration.parse(
            """
            http: {per_host: {connections: 2, interval: 0s}, retry: {first: 1m, most: 24h}}
            feeds: [\(feeds.joined(separator: ", "))]
            \(configured)
            """, file: "test.yaml", surroundings: Surroundings(workingDirectory: folder.path))
    }

    /// One step of the real application, opened anew; nil where nothing is due. `others`: feeds that the history knows
    /// beside this one, flow mappings.
    func step(_ feed: String, others: String...) async throws -> PollReport? {
        let configuration = try configuration([feed] + others)
        let application = try Application.test(configuration, lock: lock, clock: clock.clock)
        let feed = try #require(configuration.feeds.first)
        let due = try await application.poll.nextDue([feed])[0]
        var report: PollReport?
        if let due, due <= clock.now {
            // Looked up before, and run, as the daemon does it.
            let planned = try await application.poll.planned([feed])[0]
            report = try await withTaskExecutorPreference(application.poll.executor(for: planned)) {
                try await application.poll.run(feed, planned: planned)
            }
        }
        await application.close()
        return report
    }
}
