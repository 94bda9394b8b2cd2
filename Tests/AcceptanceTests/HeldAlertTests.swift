import Foundation
import TestSupport
import Testing

/// Alerts that wait for the end of quiet hours or for a digest, and a log that begins new files, with the real program.
@Suite(.timeLimit(.minutes(3))) struct HeldAlertTests {
    /// `07:30`, so many hours from now in UTC.
    private static func time(_ hours: Double) -> String {
        String(Date(timeIntervalSinceNow: hours * 3600).formatted(.iso8601).dropFirst(11).prefix(5))
    }

    private static let entries = (0..<8).map { index in
        FaultTests.entry(inspection: index, of: 50_003_001, overall: index % 2 == 0 ? "Good" : "Inadequate").entry
    }

    @Test func whatWaitsIsNamedAndTheChainGoesOnThroughArchives() async throws {
        let publisher = try await Publisher()
        let hook = try await LoopbackServer { _ in ServerAnswer(204) }
        let sink = try MailSink()
        let (hourAgo, hourLater) = (HeldAlertTests.time(-1), HeldAlertTests.time(1))
        let run = try ProgramRun(
            configuration: """
                instance: test
                http: {per_host: {connections: 2, interval: 0s}, timeout: 30s, retry: {first: 1s, most: 2s}}
                feeds:
                  - {name: a, kind: feed, url: '\(publisher.feedURL)', every: 1s, first_poll: alert, hold_changes_over: 100%}
                receivers:
                  - {name: everything, kind: log-file, path: alerts.jsonl, format: jsonl, rotate: {size: 10KB}}
                  - name: chat
                    kind: webhook
                    url: \(hook.url)/hook
                    quiet: \(hourAgo)-\(hourLater == "00:00" ? "24:00" : hourLater) UTC
                  - name: desk
                    kind: email
                    server: \(sink.url)
                    from: alerts@example.org
                    to: [desk@example.org]
                    digest: {every: day, at: '\(hourAgo)', zone: UTC}
                routes:
                  - {name: all, receivers: [everything, chat, desk]}
                operators: {receivers: []}

                """)
        for count in [7, 8] {
            await publisher.publish(Array(HeldAlertTests.entries.prefix(count)))
            try await eventually("all \(count) are raised") {
                _ = try await run.run("run", "--once")
                let alerts = try await run.run("alerts", "--format", "jsonl").output.split(separator: "\n")
                return alerts.filter { !$0.contains("operator-") }.count == count
            }
        }
        #expect(await hook.requests.isEmpty)
        #expect(sink.mails.isEmpty)

        let deliveries = try await run.run("deliveries", "--format", "jsonl").output.split(separator: "\n")
        for (receiver, reason) in [("chat", "quiet"), ("desk", "digest")] {
            let waiting = deliveries.filter { $0.contains("\"receiver\":\"\(receiver)\",\"state\":\"pending\"") }
            #expect(waiting.count == 8)
            #expect(waiting.allSatisfy { $0.contains("\"waits_for\":\"\(reason)\"") })
        }
        let alerts = try SeenAlert.read(
            await run.run("alerts", "--format", "jsonl").output.split(separator: "\n").map(String.init))
        let first = try #require(alerts.first { !$0.kind.hasPrefix("operator-") })
        let explained = try await run.run("explain", first.id).output
        #expect(explained.contains("quiet hours until ") && explained.contains("the digest of "))

        let digest = try await run.run("preview", "Desk")
        #expect(digest.output.contains("Subject: Digest: 8 alerts"), "\(digest.output)")
        #expect(digest.output.contains("What is watched: ") && digest.complaints.contains("8 alerts"))
        #expect(try await run.run("preview", "chat").status == 64)
        #expect(sink.mails.isEmpty, "nothing is sent")

        let logs = try FileManager.default.contentsOfDirectory(atPath: run.folder.path("log")).sorted()
        #expect(logs.count == 2)
        let archive = try #require(logs.first { $0.hasSuffix(".gz") })
        let verified = try await run.run("alerts", "verify")
        #expect(verified.status == 0)
        #expect(verified.output.contains("good: 8 alerts"), "\(verified)")
        try FileManager.default.removeItem(atPath: run.folder.path("log/\(archive)"))
        let missed = try await run.run("alerts", "verify")
        #expect(missed.status == 1)
        #expect(missed.output.contains("alerts.jsonl:1: removed"), "\(missed)")
    }
}
