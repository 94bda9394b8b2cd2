import Foundation
import History
import Inspections
import Synchronization
import TestSupport
import Testing

@testable import Configuration
@testable import Daemon
@testable import Polling
@testable import System

/// Polls of an API of locations with ratings, as the Care Quality Commission's is documented.
@Suite struct CqcPollTests {
    let polled: PolledFeed
    let server: LoopbackServer
    private let api = CqcAPI()

    init() async throws {
        polled = try PolledFeed()
        server = try await LoopbackServer { [api] in api.answer($0) }
        try polled.folder.write("key", CqcAPI.key)
        for number in 1...3 { rate("1-\(number)", "Good", "2025-03-0\(number)") }
        api.state.withLock { $0.changes = [] }
    }

    /// Gives a location a rating, with the day of its report.
    private func rate(_ id: String, _ rating: String, _ day: String) {
        api.state.withLock {
            $0.locations[id] =
                #"{"locationId": "\#(id)", "name": "House \#(id)", "currentRatings": {"overall": {"rating": "\#(rating)", "reportDate": "\#(day)"}}}"#
            $0.changes?.append(id)
        }
    }

    private func poll(steps: Int = 200, filter: String = "") async throws -> PolledFeed.Poll {
        try await polled.poll(
            "{name: a, kind: cqc, url: '\(server.url)/v1\(filter)', every: 1d, key_file: key}", steps: steps)
    }

    private func asked(since count: Int = 0) async -> [String] {
        await server.requests.dropFirst(count).map { String($0.path.dropFirst("/v1/".count)) }
    }

    @Test func aFirstPollIsSilentAndGoesOnWhereItWasStopped() async throws {
        var summaries: [String] = []
        for _ in 0..<8 { summaries += try await poll(steps: 1).summaries }
        #expect(
            summaries == [
                "first poll of a: 3 providers listed; their publications are recorded as known, without alerts, as they are read"
            ])
        #expect(
            await asked().sorted() == ["locations", "locations", "locations/1-1", "locations/1-2", "locations/1-3"])
    }

    @Test func onlyWhatHasChangedIsAskedForAndComparedWithWhatWas() async throws {
        _ = try await poll()
        let before = await asked().count
        polled.clock.advance(86400 * 1.2)
        rate("1-2", "Inadequate", "2026-06-01")
        rate("1-4", "Good", "2026-06-02")
        let news = try await poll()
        #expect(news.kinds == ["rating-changed", "inspection-published"], "in the order in which they were listed")
        #expect(news.summaries.contains("House 1-2: overall rating declined from good to inadequate"))
        #expect(
            await asked(since: before).sorted() == [
                "changes/location", "locations", "locations", "locations/1-2", "locations/1-4",
            ])
        let known = try await polled.inspections(of: ProviderID("cqc:1-2"))
        #expect(known.count == 2)
        polled.clock.advance(86400 * 1.2)
        #expect(try await poll().kinds.isEmpty, "it is listed among the changes for days, and told once")
    }

    @Test func changesOfOthersAreNotAskedForWhereTheListingIsFiltered() async throws {
        _ = try await poll(filter: "?careHome=Y")
        let before = await asked().count
        polled.clock.advance(86400 * 1.2)
        api.state.withLock { $0.changes = ["1-99", "1-1"] }
        _ = try await poll(filter: "?careHome=Y")
        #expect(await asked(since: before).filter { $0.hasPrefix("locations/") } == ["locations/1-1"])
    }

    @Test func aListingThatHasLostItsLocationsHasShrunk() async throws {
        _ = try await poll()
        polled.clock.advance(86400 * 1.2)
        api.state.withLock { $0.locations = [:] }
        #expect(try await poll().kinds == ["operator-feed-shrank"])
    }

    @Test func whoeverAsksForRestIsLeftAlone() async throws {
        api.state.withLock { state in
            for id in ["1-1", "1-2"] {
                state.faults["/v1/locations/\(id)"] = ServerAnswer(429, headers: [("Retry-After", "600")])
            }
        }
        _ = try await poll()
        let before = await asked().count
        #expect(await !asked().contains("locations/1-3"), "nor asked for anything else meanwhile")
        polled.clock.advance(590)
        _ = try await poll()
        #expect(await asked().count == before)
        api.state.withLock { $0.faults = [:] }
        polled.clock.advance(20)
        _ = try await poll()
        #expect(await asked(since: before).sorted() == ["locations/1-1", "locations/1-2", "locations/1-3"])
    }

    @Test func withoutItsKeyTheFeedFailsAndSaysWhy() async throws {
        try polled.folder.write("key", "wrong\n")
        let refused = try await poll(steps: 1)
        #expect(refused.failed && refused.results.first?.contains("answered 401") == true)
        try FileManager.default.removeItem(atPath: polled.folder.path("key"))
        polled.clock.advance(7200)
        let missing = try await poll(steps: 1)
        #expect(missing.results.first?.contains("cannot read") == true)
    }
}
