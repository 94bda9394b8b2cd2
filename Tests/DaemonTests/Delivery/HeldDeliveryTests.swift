import Foundation
import HTTPTransport
import History
import Inspections
import Logging
import Receivers
import TestSupport
import Testing

@testable import Configuration
@testable import Daemon
@testable import Delivery
@testable import Polling
@testable import Queries
@testable import System

/// Deliveries that wait for the end of quiet hours or for a digest, to real servers from a real database; only the
/// clock is moved.
@Suite struct HeldDeliveryTests {
    let world: DeliveryWorld

    /// From 2026-06-01, a Monday, 12:00 in London.
    init() throws { world = try DeliveryWorld(from: 1_780_311_600) }

    private var clock: ManualClock { world.clock }

    private func raise(_ keys: String...) async throws { try await world.raise(keys, to: ["desk"]) }

    private func receiver(_ lines: String) throws -> ReceiverConfiguration {
        let yaml = """
            feeds: [{name: a, kind: feed, url: 'https://example.org/a.atom'}]
            receivers: [{name: desk, \(lines)}]

            """
        let configuration = try Configuration.parse(
            yaml, file: "test.yaml", surroundings: Surroundings(workingDirectory: "/srv"))
        return try #require(configuration.receivers.first)
    }

    private func mail(_ sink: MailSink, _ lines: String) throws -> ReceiverConfiguration {
        try receiver("kind: email, server: '\(sink.url)', from: a@example.org, to: [desk@example.org], \(lines)")
    }

    @discardableResult
    private func deliver(_ receiver: ReceiverConfiguration, operators: [String] = []) async throws -> DeliveryRound {
        try await world.deliver(receiver, operators: operators)
    }

    private func accounts() async throws -> [DeliveryAccount] { try await world.accounts() }

    private func waits(_ receiver: ReceiverConfiguration) async throws -> [String] {
        try await accounts().map {
            DeliveryWait(of: $0.delivery, raisedAt: $0.alert.time, to: receiver, at: clock.now).map {
                "\($0.reason) \($0.end.iso8601)"
            }
                ?? "nothing"
        }
    }

    private func messageIDs(_ sink: MailSink) -> [String] {
        sink.mails.compactMap { mail in
            mail.text.split(separator: "\n").first { $0.hasPrefix("Message-ID: ") }.map(String.init)
        }
    }

    @Test func alertsOfQuietHoursAreSentAtTheirEndInOrder() async throws {
        let server = try await LoopbackServer { _ in ServerAnswer(204) }
        let receiver = try receiver("kind: webhook, url: '\(server.url)', quiet: '22:00-07:00 Europe/London'")
        clock.advance(10 * 3600)
        try await raise("1", "2")
        clock.advance(3600)
        try await raise("3")
        let round = try await deliver(receiver)
        #expect(round.next?.iso8601 == "2026-06-02T06:00:00Z")
        #expect(await server.requests.isEmpty)
        #expect(try await waits(receiver) == Array(repeating: "quiet 2026-06-02T06:00:00Z", count: 3))
        clock.advance(8 * 3600 - 1)
        try await deliver(receiver)
        #expect(await server.requests.isEmpty)
        clock.advance(1)
        try await deliver(receiver)
        let ids = await server.requests.compactMap { $0.headers["webhook-id"] }
        #expect(try await accounts().map(\.alert.id) == ids)
        #expect(try await accounts().map(\.delivery.state) == [.done, .done, .done])
        #expect(try await waits(receiver) == ["nothing", "nothing", "nothing"])
    }

    /// What failed before it was quiet is not tried again before it has ended.
    @Test func anAttemptThatFallsIntoQuietHoursWaits() async throws {
        let server = try await LoopbackServer { _ in ServerAnswer(503) }
        let receiver = try receiver("kind: webhook, url: '\(server.url)', quiet: '12:00-13:00 Europe/London'")
        clock.advance(-1)
        try await raise("1")
        try await deliver(receiver)
        #expect(try await waits(receiver) == ["quiet 2026-06-01T12:00:00Z"])
        clock.advance(60)
        let round = try await deliver(receiver)
        #expect(round.next?.iso8601 == "2026-06-01T12:00:00Z")
        #expect(await server.requests.count == 1)
    }

    @Test func aDigestIsOneMailOfAllThatWasRaisedSinceTheLast() async throws {
        let sink = try MailSink()
        let receiver = try mail(sink, "digest: {every: day, at: '18:00', zone: Europe/London}")
        try await raise("1", "2")
        let round = try await deliver(receiver)
        #expect(round.next?.iso8601 == "2026-06-01T17:00:00Z")
        #expect(try await waits(receiver) == Array(repeating: "digest 2026-06-01T17:00:00Z", count: 2))
        clock.advance(6 * 3600)
        try await deliver(receiver)
        try await raise("3")
        try await deliver(receiver)
        #expect(sink.mails.count == 1)
        #expect(sink.mails.first?.text.contains("Subject: Digest: 2 alerts (2 for operators)") == true)
        #expect(try await accounts().map(\.delivery.state) == [.done, .done, .pending])
        clock.advance(86400)
        try await deliver(receiver)
        #expect(sink.mails.count == 2)
        // No alerts, no digest.
        for _ in 0..<3 {
            clock.advance(86400)
            #expect(try await deliver(receiver).next == nil)
        }
        #expect(sink.mails.count == 2)
        #expect(try await accounts().map(\.attempts.count) == [1, 1, 1])
    }

    /// Timers may fire early.
    @Test func aDigestIsNotMissedByAMoment() async throws {
        let sink = try MailSink()
        let receiver = try mail(sink, "digest: {every: day, at: '18:00', zone: Europe/London}")
        try await raise("1")
        clock.advance(6 * 3600 - 0.001)
        #expect(try await deliver(receiver).next?.iso8601 == "2026-06-01T17:00:00Z")
    }

    @Test func aDigestFailsAndIsTriedAgainAsOneWithTheSameAlertsAndId() async throws {
        let sink = try MailSink(answers: ["RCPT": "451 later"])
        let receiver = try mail(sink, "digest: {every: week, day: Mon, at: '12:30', zone: Europe/London}")
        try await raise("1", "2")
        clock.advance(1800)
        let round = try await deliver(receiver)
        #expect(round.next?.timeIntervalSince(clock.now) == 5)
        #expect(try await accounts().map(\.delivery.attempts) == [1, 1])
        #expect(try await waits(receiver) == ["nothing", "nothing"])
        // Taken, but the answer was lost with the process.
        sink.answer("RCPT", with: nil)
        let before = try await accounts()
        clock.advance(5)
        try await raise("3")
        try await deliver(receiver)
        #expect(try await accounts().map(\.delivery.state) == [.done, .done, .pending])
        let now = clock.now
        _ = try await world.history.write("test") {
            try $0.redeliver(
                alert: nil, since: before[0].alert.time, failedOnly: false, receivers: ["desk"], at: now)
        }
        try await deliver(receiver)
        #expect(messageIDs(sink).count == 2)
        #expect(Set(messageIDs(sink)).count == 1)
        #expect(sink.mails.first?.text == sink.mails.last?.text)
        #expect(try await accounts().map(\.delivery.state) == [.done, .done, .pending])
    }

    @Test func aDigestThatIsGivenUpIsToldOnce() async throws {
        let sink = try MailSink(answers: ["RCPT": "550 nobody"])
        let receiver = try mail(sink, "digest: {every: day, at: '12:30', zone: Europe/London}")
        try await raise("1", "2", "3")
        clock.advance(1800)
        let round = try await deliver(receiver, operators: ["reading"])
        #expect(round.raised.count == 1)
        #expect(round.raised.first?.summary.contains("digest of 3 alerts from 1 on was given up") == true)
        #expect(try await accounts().map(\.delivery.state).prefix(3) == [.exhausted, .exhausted, .exhausted])
    }

    /// The machine was off when the digest was due, and for two more.
    @Test func aDigestThatWasMissedGoesOutOnce() async throws {
        let sink = try MailSink()
        let receiver = try mail(sink, "digest: {every: day, at: '18:00', zone: Europe/London}")
        try await raise("1")
        clock.advance(2 * 86400)
        try await raise("2")
        clock.advance(86400)
        try await deliver(receiver)
        #expect(sink.mails.count == 1)
        #expect(try await accounts().map(\.delivery.state) == [.done, .done])
    }

    @Test func aClockThatWasSetBackHoldsUpNoDigest() async throws {
        let sink = try MailSink()
        let receiver = try mail(sink, "digest: {every: day, at: '18:00', zone: Europe/London}")
        clock.advance(30 * 86400)
        try await raise("1")
        clock.advance(-30 * 86400)
        try await deliver(receiver)
        #expect(sink.mails.count == 1)
    }
}
