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

/// Polls of one feed on a real server and a real database; only the clock is moved.
@Suite struct PollingTests {
    let polled: PolledFeed
    var clock: ManualClock { polled.clock }

    init() throws { polled = try PolledFeed() }

    /// Opened anew for each call, as after a restart.
    private func poll(_ url: String, _ keys: String = "every: 1h") async throws -> PollReport? {
        try await polled.step("{name: a, kind: feed, url: '\(url)', \(keys)}")
    }

    private func wait(_ report: PollReport?) throws -> Double {
        try #require(report?.nextDue).timeIntervalSince(clock.now)
    }

    private static func feed(_ extra: String = "") -> String {
        "<rss version=\"2.0\"><channel><title>t</title>\(extra)</channel></rss>"
    }

    @Test func aFeedThatMovedIsAskedForWhereItIsAndItsValidatorsWithIt() async throws {
        let server = try await LoopbackServer { request in
            if request.path == "/old" { return .redirect(301, to: "/new") }
            if request.headers["if-none-match"] == "\"1\"" { return ServerAnswer(304) }
            return ServerAnswer(headers: [("ETag", "\"1\"")], text: PollingTests.feed())
        }
        var kinds: [[String]] = []
        for _ in 0..<3 {
            kinds.append(try #require(try await poll(server.url + "/old")).alerts.map(\.kind))
            clock.advance(3600)
        }
        #expect(await server.requests.map(\.path) == ["/old", "/new", "/new", "/new"])
        #expect(await server.requests.map { $0.headers["if-none-match"] } == [nil, nil, "\"1\"", "\"1\""])
        #expect(kinds == [["operator-feed-moved", "operator-baseline-done"], [], []])
        _ = try await poll(server.url + "/third")
        #expect(await server.requests.last?.path == "/third")
    }

    @Test func aRedirectToAnythingButAFeedMovesNothing() async throws {
        let server = try await LoopbackServer { request in
            request.path == "/old"
                ? .redirect(308, to: "/login") : ServerAnswer(text: "<html><body>Log in</body></html>")
        }
        #expect(try await poll(server.url + "/old")?.failed == true)
        clock.advance(86400)
        #expect(try await poll(server.url + "/old")?.failed == true)
        let asked = await server.requests.map(\.path)
        #expect(asked == ["/old", "/login", "/old", "/login"])
    }

    @Test func goneIsToldOnceAndAskedForAgainOnlyWhereTheConfigurationChanges() async throws {
        let server = try await LoopbackServer { _ in ServerAnswer(410) }
        #expect(try await poll(server.url + "/a")?.alerts.map(\.kind) == ["operator-feed-ended"])
        clock.advance(40 * 86400)
        #expect(try await poll(server.url + "/a") == nil)
        #expect(try await poll(server.url + "/b")?.alerts.map(\.kind) == ["operator-feed-ended"])
    }

    struct Asked: Sendable, CustomTestStringConvertible {
        let name: String
        let answer: ServerAnswer
        let seconds: Double
        var testDescription: String { name }
    }

    @Test(arguments: [
        Asked(name: "nothing", answer: ServerAnswer(text: feed()), seconds: 3600),
        Asked(
            name: "max-age", answer: ServerAnswer(headers: [("Cache-Control", "max-age=7200")], text: feed()),
            seconds: 7200),
        Asked(
            name: "a year", answer: ServerAnswer(headers: [("Cache-Control", "max-age=31536000")], text: feed()),
            seconds: 86400),
        Asked(
            name: "no age", answer: ServerAnswer(headers: [("Cache-Control", "max-age=0")], text: feed()), seconds: 3600
        ),
        Asked(
            name: "Expires",
            answer: ServerAnswer(
                headers: [
                    ("Date", "Mon, 01 Jun 2026 12:00:00 GMT"), ("Expires", "Mon, 01 Jun 2026 15:00:00 GMT"),
                ], text: feed()), seconds: 10800),
        Asked(name: "ttl", answer: ServerAnswer(text: feed("<ttl>120</ttl>")), seconds: 7200),
        Asked(
            name: "sy:updatePeriod",
            answer: ServerAnswer(
                text: feed(
                    "<p xmlns:sy='http://purl.org/rss/1.0/modules/syndication/'><sy:updatePeriod>x</sy:updatePeriod></p>"
                        + "<sy:updatePeriod xmlns:sy='http://purl.org/rss/1.0/modules/syndication/'>daily</sy:updatePeriod>"
                        + "<sy:updateFrequency xmlns:sy='http://purl.org/rss/1.0/modules/syndication/'>4</sy:updateFrequency>"
                )), seconds: 21600),
        Asked(
            name: "skipHours",
            answer: ServerAnswer(text: feed("<skipHours><hour>13</hour><hour>14</hour></skipHours>")), seconds: 10800),
        Asked(
            name: "skipDays", answer: ServerAnswer(text: feed("<skipDays><day>Monday</day></skipDays>")),
            seconds: 43200),
        Asked(name: "429", answer: ServerAnswer(429), seconds: 7200),
        Asked(
            name: "429 for ten minutes", answer: ServerAnswer(429, headers: [("Retry-After", "600")]), seconds: 600),
        Asked(
            name: "503 until a date",
            answer: ServerAnswer(503, headers: [("Retry-After", "Mon, 01 Jun 2026 14:30:00 GMT")]), seconds: 9000),
        Asked(
            name: "503 for a year", answer: ServerAnswer(503, headers: [("Retry-After", "31536000")]), seconds: 86400),
        Asked(name: "500", answer: ServerAnswer(500), seconds: 7200),
        Asked(name: "404", answer: ServerAnswer(404), seconds: 60),
    ])
    func thePublisherIsHeard(asked: Asked) async throws {
        let server = try await LoopbackServer { _ in asked.answer }
        #expect(try wait(try await poll(server.url + "/a")) == asked.seconds)
        clock.advance(asked.seconds - 1)
        #expect(try await poll(server.url + "/a") == nil)
        clock.advance(1)
        _ = try await poll(server.url + "/a")
        #expect(await server.requests.count == 2)
    }

    @Test func whatIsMissedWhileTheWindowIsClosedRunsOnce() async throws {
        let server = try await LoopbackServer { _ in ServerAnswer(text: PollingTests.feed()) }
        let keys = "every: 1h, active: 'Mon-Fri 06:00-22:00 Europe/London'"
        _ = try await poll(server.url, keys)
        clock.advance(12 * 3600)
        // 01:00 in London, and again on Saturday at noon.
        #expect(try await poll(server.url, keys) == nil)
        clock.advance(4.5 * 86400)
        #expect(try await poll(server.url, keys) == nil)
        clock.advance(2 * 86400)
        #expect(try wait(try await poll(server.url, keys)) == 3600)
        #expect(try await poll(server.url, keys) == nil)
        #expect(await server.requests.count == 2)
    }
}
