import Foundation
import History
import Inspections
import Testing

@testable import Configuration
@testable import Daemon
@testable import Polling
@testable import Queries
@testable import System

/// What the mass-change brake keeps back: providers, not alerts, so that a release tells what still holds then.
extension RecorderTests {
    private func feed(_ keys: String = "") throws -> FeedConfiguration {
        let configuration = try Configuration.parse(
            "feeds: [{name: a, kind: feed, url: 'https://example.org/a'\(keys)}]", file: "test.yaml",
            surroundings: Surroundings(workingDirectory: "/"))
        return try #require(configuration.feeds.first)
    }

    /// A poll of feed `a` while its changes are held.
    private func hold(_ readings: (StoredPublication, DocumentReading)...) async throws -> [StoredAlert] {
        let (recorder, feed) = (recorder, try feed())
        clock.advance(3600)
        let now = now
        return try await history.write("test") { history in
            try history.brake(feed: feed.name, since: now)
            return try recorder.take(readings, at: now, jitter: 0, in: history).alerts
                + recorder.settle(feed, at: now, in: history).alerts.filter { !$0.kind.hasPrefix("operator-") }
        }
    }

    private func release() async throws -> [StoredAlert] {
        let settlement = recorder.settlement
        let now = now
        return try await history.write("test") { history in
            try history.endHolding(feed: "a")
            return try settlement.settle(feed: "a", manner: .released, at: now, in: history).alerts
        }
    }

    private func held() async throws -> [ProviderID] {
        try await history.read("test") { try $0.heldProviders(feed: "a") }
    }

    @Test func aHeldProvidersNewsIsToldByNoOtherFeedAndOnceItIsReleased() async throws {
        _ = try await record((publication("1", year: 2019), report("good", year: 2019)))
        #expect(try await hold((publication("2", year: 2024), report("inadequate", year: 2024))).isEmpty)
        #expect(try await held() == [RecorderTests.cheshireEast.id])
        let other = try await record((publication("3", year: 2024, feed: "b"), report("inadequate", year: 2024)))
        #expect(other.isEmpty)
        let released = try await release()
        #expect(released.map(\.kind) == ["rating-changed"])
        #expect(try await held().isEmpty)
        #expect(try await release().isEmpty)
    }

    @Test func whatThePublisherHasMendedMeanwhileIsNotTold() async throws {
        _ = try await record((publication("1", year: 2019), report("good", year: 2019)))
        #expect(try await hold((try await known("1"), report("inadequate", year: 2019, sha256: "b"))).isEmpty)
        #expect(try await held() == [RecorderTests.cheshireEast.id])
        #expect(try await hold((try await known("1"), report("good", year: 2019, sha256: "c"))).isEmpty)
        #expect(try await release().isEmpty)
    }

    @Test func whatIsDroppedIsKnownWithoutHavingBeenTold() async throws {
        _ = try await record((publication("1", year: 2019), report("good", year: 2019)))
        #expect(try await hold((publication("2", year: 2024), report("inadequate", year: 2024))).isEmpty)
        let settlement = recorder.settlement
        let now = now
        let dropped = try await history.write("test") { history in
            try history.endHolding(feed: "a")
            return try settlement.settle(feed: "a", manner: .silently, at: now, in: history).alerts
        }
        #expect(dropped.isEmpty)
        let dropping = try await known("2")
        for decision in [Ruling.Decision.reject, .withdraw] {
            let recorder = recorder
            let decided = try await history.write("test") {
                try recorder.rule(
                    Ruling(decision: decision, who: "desk", why: "a slip"), on: [dropping], at: now, in: $0)
            }
            #expect(decided.isEmpty, "what was dropped stays dropped")
        }
        let next = try await record((publication("3", year: 2027), report("inadequate", year: 2027)))
        #expect(next.map(\.direction) == ["unchanged"])
    }

    /// Whatever their kind: first reports on so many providers at once are none that anybody waits for, be it the first
    /// such poll or one while the feed is held already.
    @Test(
        arguments: [("", 201, true), ("", 200, false), (", first_poll: alert", 201, false)], [false, true])
    func moreAlertsThanReadersCanHearAreHeld(poll: (keys: String, count: Int, isHeld: Bool), isBraked: Bool)
        async throws
    {
        let (recorder, feed, now) = (recorder, try feed(poll.keys), now)
        let readings = (0..<poll.count).map { number in
            (
                publication("p\(number)", year: 2024, urn: "\(900_000 + number)"),
                report("good", year: 2024, name: nil, sha256: "\(number)|")
            )
        }
        let raised = try await history.write("test") { history in
            if isBraked { try history.brake(feed: feed.name, since: now) }
            return try recorder.take(readings, at: now, jitter: 0, in: history).alerts
                + recorder.settle(feed, at: now, in: history).alerts
        }
        let told = readings.map { _ in "inspection-published" }
        #expect(raised.map(\.kind) == (poll.isHeld ? ["operator-changes-held"] : told))
        #expect(try await held().count == (poll.isHeld ? poll.count : 0))
        let released = try await release()
        #expect(released.map(\.kind) == (poll.isHeld ? told : []))
    }
}
