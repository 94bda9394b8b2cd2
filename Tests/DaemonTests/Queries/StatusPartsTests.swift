import Foundation
import History
import Inspections
import Receivers
import System
import RecordSupport
import TestSupport
import Testing

@testable import Configuration
@testable import Daemon
@testable import Polling
@testable import Queries
@testable import Text

/// What `status` says of what waits, and `feeds` of sources that were exchanged.
@Suite struct StatusPartsTests {
    /// A Thursday, 11:00 in London.
    private let now = Date(timeIntervalSince1970: 1_780_567_200)
    private let folder: TestSupport.TemporaryFolder
    private let history: History
    private let configuration: Configuration

    init() throws {
        folder = try TemporaryFolder()
        history = try TestRecord.open(folder.path("history.sqlite"))
        configuration = try Configuration.parse(
            """
            feeds: [{name: councils, kind: feed, url: 'https://example.org/new'}]
            receivers:
              - {name: desk, kind: email, server: 'smtps://h.example', from: a@b.org, to: [c@d.org],
                 digest: {every: week, day: Mon, at: '07:30', zone: Europe/London}}
              - {name: dead, kind: webhook, url: 'https://example.org/dead', format: slack}
              - {name: night, kind: webhook, url: 'https://example.org/n', quiet: Mon-Sun 10:00-12:30 Europe/London}
              - {name: fast, kind: webhook, url: 'https://example.org/f'}
              - {name: gone, kind: webhook, url: 'https://example.org/g'}
            """, file: "test.yaml", surroundings: Surroundings(workingDirectory: folder.path))
    }

    private func status() async throws -> DaemonStatus {
        let (configuration, now) = (configuration, now)
        return try await history.read("test") {
            try DaemonStatus(
                of: configuration, file: "ratingwatch.yaml", started: now.addingTimeInterval(-90000), fleet: nil,
                troubles: Troubles(), at: now, in: $0)
        }
    }

    @Test func whatWaitsIsToldByWhatItWaitsFor() async throws {
        let alerts = AlertFactory(instance: "test", summary: ChangeSummary(frameworks: FrameworkCatalogue([])))
        let now = now
        try await history.write("test") { history in
            func raise(_ key: String, _ receivers: [String]) throws {
                let alert = alerts.operatorAlert(
                    .operatorFeedFailing, feed: "a", key: key, summary: "alert \(key)",
                    time: now.addingTimeInterval(-7200))
                _ = try history.raise(alert, decisions: [], receivers: receivers, line: "")
            }
            try raise("1", ["desk", "dead", "night", "fast", "gone", "old"])
            try raise("2", ["desk", "dead"])
            try raise("3", ["desk"])
            for due in try history.dueDeliveries(receiver: "dead", now: now, limit: 5) {
                try history.record(
                    StoredAttempt(
                        at: now.addingTimeInterval(-2820), milliseconds: 5, status: 500, reason: "answered 500",
                        answer: "", next: now.addingTimeInterval(29)), of: due, receiver: "dead", state: .pending)
            }
            var gone = ReceiverState(
                name: "gone", fingerprint: configuration.receivers[4].receiver.messenger?.fingerprint ?? "")
            gone.disabledAt = now
            try history.save(gone)
        }
        let status = try await status()
        #expect(status.deliveriesWaiting == 9)
        #expect(status.waiting?.reduce(0) { $0 + $1.count } == 9)
        let lines = status.text(.plain, at: ReadableTime(now: now)).split(separator: "\n").map(String.init)
        let line = lines.first { $0.hasPrefix("deliveries waiting") }
        #expect(
            line == "deliveries waiting  9: 3 wait for the digest of Monday 07:30 (desk); "
                + "2 failing: dead, answered 500 since today 10:13, next try in 29 s; 1 on the way to fast; "
                + "1 for gone, which is disabled; 1 waits for the end of quiet hours today 12:30 (night); "
                + "1 for old, which is no longer configured")
    }

    @Test func timesAreThoseOfPeople() async throws {
        let now = now
        try await history.write("test") { history in
            var feed = FeedState(name: "councils", url: "https://example.org/new")
            feed.lastSuccess = now
            feed.nextDue = now.addingTimeInterval(29)
            try history.save(feed)
        }
        let text = try await status().text(.plain, at: ReadableTime(now: now))
        #expect(text.contains(", since yesterday 10:00\n"), "\(text)")
        #expect(text.contains("next poll           in 29 s\n"), "\(text)")
        #expect(text.contains("deliveries waiting  0\n"), "\(text)")
    }

    /// What was learnt of the old address says nothing about the new one.
    @Test func aFeedAtAnotherAddressWasNotPolledYet() async throws {
        let now = now
        try await history.write("test") { history in
            var feed = FeedState(name: "councils", url: "https://example.org/old")
            feed.lastSuccess = now
            feed.failures = 3
            feed.lastError = "answered 500"
            try history.save(feed)
        }
        let configuration = configuration
        let report = try await history.read("test") { try FeedsReport(configured: configuration.feeds, in: $0) }
        #expect(report.feeds.map(\.condition) == [.notPolled])
        let line = report.text(.jsonl, style: .plain)
        #expect(line.contains(#""url":"https://example.org/new""#) && line.contains(#""last_error":null"#), "\(line)")
        #expect(try await status().troubled.isEmpty)
    }
}
