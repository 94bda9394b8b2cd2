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
    let folder: TemporaryFolder
    /// 2026-06-01, a Monday, 12:00 UTC.
    let clock = ManualClock(Date(timeIntervalSince1970: 1_780_315_200))

    init() throws { folder = try TemporaryFolder() }

    /// Opened anew for each call, as after a restart.
    private func poll(_ url: String, _ keys: String = "every: 1h") async throws -> PollReport? {
        let configuration = try Configuration.parse(
            "feeds: [{name: a, kind: feed, url: '\(url)', \(keys)}]", file: "test.yaml",
            surroundings: Surroundings(workingDirectory: folder.path))
        let feed = try #require(configuration.feeds.first)
        let reports = try BuiltInReports.reader
        let transport = try HTTPTransport(userAgent: "test", perHost: 2, interval: .zero)
        let lookup = ProviderLookup(registry: reports.registry)
        let backoff = Backoff(first: 60, most: 86400)
        let pipeline = Pipeline(
            history: try History(path: folder.path("history.sqlite")),
            listings: ListingFetcher(transport: transport, http: configuration.http),
            documents: DocumentFetcher(transport: transport, reports: reports, http: configuration.http),
            recorder: Recorder(
                comparison: Comparison(frameworks: reports.catalogue), lookup: lookup,
                settling: PublicationSettling(backoff: backoff),
                alerts: AlertFactory(instance: "test", summary: ChangeSummary(frameworks: reports.catalogue)),
                routing: Routing(routes: [], operators: []), sources: SourceDirectory(configuration.feeds)),
            lookup: lookup, backoff: backoff, clock: clock.clock)
        let due = try await pipeline.nextDue([feed])[0]
        let report = try due.map { $0 <= clock.now } == true ? await pipeline.run(feed) : nil
        await transport.shutDown()
        return report
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
