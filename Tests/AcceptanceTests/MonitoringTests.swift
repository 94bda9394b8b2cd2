import Foundation
import TestSupport
import Testing

/// The running daemon as monitoring sees it.
@Suite(.timeLimit(.minutes(3))) struct MonitoringTests {
    @Test func metricsHealthAndStatusTellHowItDoes() async throws {
        let publisher = try await Publisher()
        let run = try ProgramRun(configuration: FaultTests.configuration(publisher.feedURL))
        let socket = run.folder.path("m.sock")
        let configured = try run.folder.read("ratingwatch.yaml")
        try run.folder.write("ratingwatch.yaml", configured + "\nmetrics: {listen: 'unix:\(socket)'}\n")
        func ask(_ path: String, accept: String = "*/*") async throws -> String {
            let client = try SocketClient(path: socket)
            client.say("GET \(path) HTTP/1.1\r\nHost: localhost\r\nAccept: \(accept)\r\n\r\n")
            return await client.hearAll()
        }

        let daemon = try run.startDaemon()
        try await eventually("the baseline is announced") { run.lines(of: "alerts.log").count == 1 }
        await publisher.publish(FaultTests.before)
        try await eventually("the alert is delivered") { run.lines().count == 1 }
        try await eventually("the delivery is recorded") {
            try await ask("/metrics").contains("ratingwatch_deliveries{receiver=\"everything\",state=\"done\"} 1\n")
        }
        let metrics = try await ask("/metrics")
        for sample in [
            "ratingwatch_alerts_total{kind=\"operator-baseline-done\"} 1\n",
            "ratingwatch_alerts_total{kind=\"inspection-published\"} 1\n",
            "ratingwatch_alerts_total{kind=\"rating-changed\"} 0\n",
            "ratingwatch_feeds{condition=\"good\"} 1\n",
            "ratingwatch_publications{feed=\"councils\"} 1\n",
            "ratingwatch_publications_pending{feed=\"councils\"} 0\n",
            "ratingwatch_polls_total{feed=\"councils\",outcome=\"failed\"} 0\n",
            "ratingwatch_feed_last_success_timestamp_seconds{feed=\"councils\"} ",
            "process_open_fds ",
        ] { #expect(metrics.contains(sample), "\(sample) in \(metrics)") }
        func body(_ answer: String) throws -> String {
            let head = try #require(answer.firstRange(of: "\r\n\r\n"))
            return String(answer[head.upperBound...])
        }
        let open = try await ask("/metrics", accept: "application/openmetrics-text; version=1.0.0, text/plain;q=0.5")
        #expect(open.contains("\r\nContent-Type: application/openmetrics-text; version=1.0.0; charset=utf-8\r\n"))
        #expect(metrics.contains("\r\nContent-Type: text/plain; version=0.0.4; charset=utf-8\r\n"))
        let classic = try Exposition(try body(metrics), isOpen: false).samples
        #expect(try Exposition(try body(open), isOpen: true).samples.keys.sorted() == classic.keys.sorted())
        #expect(classic["ratingwatch_alerts_total{kind=\"inspection-published\"}"] == 1)
        #expect(try await ask("/health").hasPrefix("HTTP/1.1 200 OK\r\n"))
        #expect(try await run.run("status", "--strict").status == 0)

        // A feed in trouble is the operator's to see, but no lack of progress.
        await publisher.answer("/publications.atom", with: ServerAnswer(500, text: "oh dear"))
        try await eventually("the feed fails") {
            try await ask("/metrics").contains("feeds{condition=\"failing\"} 1\n")
        }
        #expect(try await run.run("status", "--strict").status == 1)
        #expect(try await run.run("status").status == 0)
        #expect(try await ask("/health").hasPrefix("HTTP/1.1 200 OK\r\n"))

        await daemon.stop()
        #expect(!FileManager.default.fileExists(atPath: socket))
    }
}
