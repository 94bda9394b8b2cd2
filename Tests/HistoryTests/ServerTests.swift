import Foundation
import Postgres
import TestSupport
import Testing

@testable import History

/// What a daemon must know of its record's server beside the record.
@Suite struct ServerTests {
    @Test func theClockGoesOnFromTheMiddleOfTheWay() throws {
        let asked = ContinuousClock.now
        let clock = try #require(ServerClock(seconds: 1000, asked: asked, answered: asked + .milliseconds(400)))
        #expect(clock.now(at: asked + .milliseconds(200)) == Date(timeIntervalSince1970: 1000))
        #expect(clock.now(at: asked + .milliseconds(10_200)) == Date(timeIntervalSince1970: 1010))
    }

    @Test func anAnswerThatTookLongSaysNotWhatTimeItIs() {
        let asked = ContinuousClock.now
        #expect(ServerClock(seconds: 1000, asked: asked, answered: asked + .seconds(1)) == nil)
    }

    @Test func onlyAnEarlierLifeOfTheSameDatabaseIsBehind() throws {
        let newest = try #require(ServerTimeline("77 3\n"))
        #expect(try #require(ServerTimeline(system: "77", digits: "00000002")).isBehind(newest))
        #expect(try !#require(ServerTimeline(system: "77", digits: "00000003")).isBehind(newest))
        #expect(try !#require(ServerTimeline(system: "77", digits: "0000000A")).isBehind(newest))
        #expect(try !#require(ServerTimeline(system: "78", digits: "00000001")).isBehind(newest))
        #expect(ServerTimeline("") == nil && ServerTimeline("77 x") == nil)
    }
}

@Suite(.enabled(if: TestServer.address != nil, "needs a PostgreSQL server: make test-postgres"))
struct ServerIdentityTests {
    private let address: PostgresAddress
    private let folder: TemporaryFolder
    private var place: RecordPlace {
        .postgres(PostgresPlace(address: address, timelineFile: folder.path("timeline")))
    }

    init() throws {
        address = try PostgresAddress(
            TestServer.schema("server-\(UUID().uuidString)", on: try #require(TestServer.address)))
        folder = try TemporaryFolder()
    }

    @Test func aFormerPrimaryIsRefusedAndAskedAgain() throws {
        _ = try History(at: place)
        let memory = TimelineMemory(path: folder.path("timeline"))
        let seen = try #require(memory.newest)
        #expect(seen.number == 1)
        memory.keep(ServerTimeline(system: seen.system, number: 2))
        let error = #expect(throws: HistoryError.self) { try History(at: place) }
        #expect(error?.cause.contains("a former primary, of timeline 1, where 2 was seen already") == true)
        #expect(error?.isAway == true)
    }

    /// A record that its operator has brought to another cluster.
    @Test func anotherClusterIsTakenAsItIs() throws {
        let memory = TimelineMemory(path: folder.path("timeline"))
        memory.keep(ServerTimeline(system: "77", number: 9))
        _ = try History(at: place)
        #expect(memory.newest?.number == 1)
    }

    /// It has no standby, and so none that is asynchronous, unless the configuration names more servers.
    @Test func severalServersNeedASynchronousStandby() async throws {
        #expect(try await History.doubtsOfServer(at: place) == [])
        let doubts = try await PostgreSQLEngine(asking: PostgresPlace(address: address)).asked(servers: 2)
        #expect(doubts.count == 1 && doubts.joined().contains("set synchronous_standby_names"))
    }
}

extension PostgreSQLEngine {
    fileprivate func asked(servers: Int) async throws -> [String] {
        try await read { try Replication.doubts(servers: servers, in: $0) }
    }
}
