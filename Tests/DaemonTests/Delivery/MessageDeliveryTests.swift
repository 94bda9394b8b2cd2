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

/// Deliveries to a real server from a real database; only the clock is moved.
@Suite struct MessageDeliveryTests {
    let world: DeliveryWorld

    init() throws { world = try DeliveryWorld(from: 1_780_315_200) }

    private var clock: ManualClock { world.clock }
    private var history: History { world.history }

    private func raise(_ keys: String...) async throws { try await world.raise(keys, to: ["hook"]) }

    private func hook(_ url: String, name: String = "hook") -> ReceiverConfiguration {
        ReceiverConfiguration(name: name, receiver: .webhook(Webhook(name: name, url: url)))
    }

    @discardableResult
    private func deliver(to url: String, name: String = "hook", operators: [String] = []) async throws -> DeliveryRound
    {
        try await world.deliver(hook(url, name: name), operators: operators)
    }

    private func deliveries(failed: Bool = false) async throws -> [DeliveryAccount] {
        try await world.accounts(failed: failed)
    }

    private func ids(_ server: LoopbackServer) async -> [String] {
        await server.requests.compactMap { $0.headers["webhook-id"] }
    }

    @Test("Of many alerts for a receiver that fails three are tried, then one at a time until it takes one")
    func aReceiverThatFailsGetsOneProbe() async throws {
        let dead = Refusal()
        let server = try await LoopbackServer { _ in ServerAnswer(await dead.isOn ? 500 : 204) }
        try await world.raise((1...50).map(String.init), to: ["hook"])
        try await world.open(hook(server.url)) { delivery in
            var attempts: [Int] = []
            for _ in 0..<4 {
                let round = await delivery.deliver()
                attempts.append(await server.requests.count)
                clock.advance(try #require(round.next).timeIntervalSince(clock.now) + 1)
            }
            #expect(attempts == [3, 4, 5, 6])
            await dead.end()
            _ = await delivery.deliver()
        }
        #expect(try await deliveries().count { $0.delivery.state == .done } >= 40)
    }

    @Test("More than twenty messages at once to a chat are one, and to a program that takes events each is its own")
    func aFloodIsOneMessage() async throws {
        let server = try await LoopbackServer { _ in ServerAnswer(204) }
        func deliver(_ format: WebhookFormat) async throws {
            let webhook = Webhook(name: "hook", url: "\(server.url)/\(format.rawValue)", format: format)
            try await world.deliver(ReceiverConfiguration(name: format.rawValue, receiver: .webhook(webhook)))
        }
        let formats: [WebhookFormat] = [.slack, .teams, .discord, .ntfy, .cloudevents]
        try await world.raise((1...20).map(String.init), to: formats.map(\.rawValue))
        for format in formats { try await deliver(format) }
        // What comes soon behind goes out together; what comes later by itself.
        try await world.raise((21...45).map(String.init), to: formats.map(\.rawValue))
        for format in formats { try await deliver(format) }
        clock.advance(3600)
        try await world.raise(["46", "47"], to: formats.map(\.rawValue))
        for format in formats { try await deliver(format) }
        for format in formats {
            // What goes to ntfy goes to its root, with the topic in it.
            let requests = await server.requests(to: format == .ntfy ? "/" : "/\(format.rawValue)")
            #expect(requests.count == (format == .cloudevents ? 47 : 23), "\(format)")
            let bodies = requests.map { String(decoding: $0.body, as: UTF8.self) + ($0.headers["title"] ?? "") }
            #expect(bodies.contains { $0.contains("25 alerts at once") } == (format != .cloudevents), "\(format)")
        }
        #expect(try await deliveries().allSatisfy { $0.delivery.state == .done })
    }

    private actor Refusal {
        private(set) var isOn = true
        func end() { isOn = false }
    }

    @Test func aDeadReceiverIsTriedOnTheScheduleThenGivenUpOnceAndSentAgainByHand() async throws {
        let server = try await LoopbackServer { _ in ServerAnswer(503, text: "down") }
        try await raise("1", "2")
        var waits: [Double] = []
        var raised: [StoredAlert] = []
        for _ in 0..<10 {
            let round = try await deliver(to: server.url, operators: ["hook", "reading"])
            raised += round.raised
            guard let next = round.next else { break }
            waits.append(next.timeIntervalSince(clock.now))
            // A second before its time nothing is sent.
            clock.advance(next.timeIntervalSince(clock.now) - 1)
            let before = await server.requests.count
            try await deliver(to: server.url)
            #expect(await server.requests.count == before)
            clock.advance(1)
        }
        #expect(waits == [5, 300, 1800, 7200, 18000, 36000, 50400, 72000, 86400])
        #expect(await server.requests.count == 20)
        #expect(Set(await ids(server)).count == 2)
        // Once for both, and not to the receiver that is dead.
        #expect(raised.map(\.kind) == ["operator-delivery-exhausted"])
        #expect(raised.map(\.subject) == ["receiver:hook"])
        let all = try await deliveries()
        #expect(all.map(\.delivery.receiver) == ["hook", "hook", "reading"])
        #expect(all.map(\.delivery.state) == [.exhausted, .exhausted, .pending])
        let failed = try await deliveries(failed: true)
        #expect(failed.map(\.delivery.attempts) == [10, 10])
        #expect(failed.map(\.delivery.lastError) == ["answered 503", "answered 503"])
        #expect(failed.first?.attempts.map(\.status) == Array(repeating: 503, count: 10))
        #expect(failed.first?.attempts.first?.answer == "down")
        #expect(failed.first?.attempts.last?.next == nil)

        let now = clock.now
        let count = try await history.write("test") {
            try $0.redeliver(alert: all[1].alert.id, since: nil, failedOnly: false, receivers: ["hook"], at: now)
        }
        #expect(count == 1)
        let good = try await LoopbackServer { _ in ServerAnswer(204) }
        try await deliver(to: good.url)
        #expect(await ids(good) == [all[1].alert.id])
        let again = try await deliveries()
        #expect(again.map(\.delivery.state) == [.exhausted, .done, .pending])
        #expect(again[1].attempts.map(\.status) == Array(repeating: 503, count: 10) + [204])
    }

    @Test func oneBadAlertHoldsUpNoOther() async throws {
        try await raise("1", "2", "3")
        let bad = try await deliveries()[0].alert.id
        let server = try await LoopbackServer {
            $0.headers["webhook-id"] == bad ? ServerAnswer(500) : ServerAnswer(204)
        }
        let round = try await deliver(to: server.url)
        #expect(try await deliveries().map(\.delivery.state) == [.pending, .done, .done])
        #expect(round.next?.timeIntervalSince(clock.now) == 5)
    }

    @Test func aReceiverThatAsksForRestIsLeftAloneAltogetherAlsoAfterARestart() async throws {
        let server = try await LoopbackServer { _ in ServerAnswer(429, headers: [("Retry-After", "90")]) }
        try await raise("1", "2")
        let round = try await deliver(to: server.url)
        #expect(round.next?.timeIntervalSince(clock.now) == 90)
        #expect(await server.requests.count == 1)
        clock.advance(89)
        try await deliver(to: server.url)
        #expect(await server.requests.count == 1)
        clock.advance(1)
        try await deliver(to: server.url)
        #expect(await server.requests.count == 2)
        let ids = await ids(server)
        #expect(ids.first == ids.last)
    }

    @Test func aReceiverThatIsGoneIsDisabledUntilItsAddressChangesAndNothingIsLost() async throws {
        let server = try await LoopbackServer { $0.path == "/new" ? ServerAnswer(204) : ServerAnswer(410) }
        try await raise("1", "2")
        let round = try await deliver(to: server.url + "/old", operators: ["reading", "hook"])
        #expect(round.raised.map(\.kind) == ["operator-receiver-disabled"])
        #expect(try await deliveries().map(\.delivery.receiver) == ["hook", "hook", "reading"])
        clock.advance(7 * 86400)
        try await deliver(to: server.url + "/old")
        #expect(await server.requests.count == 1)
        try await deliver(to: server.url + "/new")
        #expect(await server.requests(to: "/new").count == 2)
        #expect(try await deliveries().map(\.delivery.state) == [.done, .done, .pending])
    }

    @Test func redeliverEnablesAReceiverThatWasGone() async throws {
        let server = try await LoopbackServer { _ in ServerAnswer(410) }
        try await raise("1")
        try await deliver(to: server.url)
        let now = clock.now
        _ = try await history.write("test") {
            try $0.redeliver(
                alert: nil, since: now.addingTimeInterval(-1), failedOnly: true, receivers: ["hook"], at: now)
        }
        try await deliver(to: server.url)
        #expect(await server.requests.count == 2)
    }

    /// Two dead receivers of operators' alerts must not tell of one another for ever.
    @Test func noticesOfFailingReceiversComeToAnEnd() async throws {
        let server = try await LoopbackServer { _ in ServerAnswer(500) }
        try await world.raise(["1"], to: ["a", "b"])
        for _ in 0..<40 {
            for name in ["a", "b"] { try await deliver(to: server.url, name: name, operators: ["a", "b"]) }
            clock.advance(86400)
        }
        let kinds = try await history.read("test") { try $0.alerts(AlertQuery()) }.map(\.kind)
        #expect(kinds == ["operator-feed-failing", "operator-delivery-exhausted", "operator-delivery-exhausted"])
        #expect(try await deliveries().allSatisfy { $0.delivery.state == .exhausted })
    }

    @Test func aClockThatWasSetBackHoldsNothingUp() async throws {
        let server = try await LoopbackServer { _ in ServerAnswer(204) }
        clock.advance(30 * 86400)
        try await raise("1")
        clock.advance(-30 * 86400)
        try await deliver(to: server.url)
        #expect(try await deliveries().map(\.delivery.state) == [.done])
    }

    @Test func aStopLeavesWhatIsUnderWayPending() async throws {
        let server = try await LoopbackServer { _ in
            try? await Task.sleep(for: .seconds(60))
            return ServerAnswer(204)
        }
        try await raise("1")
        let task = Task { try await deliver(to: server.url) }
        await server.waitForRequests(1)
        task.cancel()
        _ = try await task.value
        let left = try await deliveries()
        #expect(left.map(\.delivery.state) == [.pending])
        #expect(left.map(\.delivery.attempts) == [0])
    }
}
