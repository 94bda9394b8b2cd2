import Foundation
import Postgres
import TestSupport
import Testing

@testable import History

/// Who listens hears of what is sooner than it is looked for.
@Suite(.enabled(if: TestServer.address != nil, "needs a PostgreSQL server: make test-postgres"))
struct CallTests {
    private let address: PostgresAddress
    private let leader: History
    private let history: History
    private let name = "listener-\(UUID().uuidString)"
    private let calls: AsyncStream<Void>

    init() async throws {
        address = try PostgresAddress(
            TestServer.schema("calls-\(UUID().uuidString)", on: try #require(TestServer.address)))
        history = try History(at: .postgres(PostgresPlace(address: address, daemon: name)))
        let (calls, call) = AsyncStream<Void>.makeStream()
        self.calls = calls
        leader = try History(at: .postgres(PostgresPlace(address: address)))
        try await leader.join(FleetMember(name: "leader", lease: 600, version: "1", logs: []))
        _ = try await leader.lead()
        try await history.join(FleetMember(name: name, lease: 600, version: "1", logs: []))
        history.listen { call.yield() }
        // It stands by: nothing has called yet.
        _ = try await history.lead()
    }

    /// Returns once one has come.
    private func expectCall(from calling: () async throws -> Void) async throws {
        try await calling()
        var iterator = calls.makeAsyncIterator()
        await #expect(iterator.next() != nil)
    }

    private func write(_ history: History) async throws { try await history.write("test") { _ in } }

    @Test(.timeLimit(.minutes(5))) func aCommandElsewhereIsHeard() async throws {
        let command = try History(at: .postgres(PostgresPlace(address: address)))
        try await expectCall { try await write(command) }
    }

    @Test(.timeLimit(.minutes(5))) func thatAnotherLetsGoOfTheLeadIsHeard() async throws {
        try await expectCall { try await leader.stepDown() }
    }

    /// Trap 4: the server's last word and its hanging up come as one. Who reads the first alone listens to nobody.
    @Test(.timeLimit(.minutes(5))) func itIsHeardThatTheServerHangsUpAndWhatComesAfterIt() async throws {
        try await expectCall {
            try Session(address).run(
                """
                SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity
                WHERE application_name = 'ratingwatch@\(name)'
                """)
        }
        _ = try await history.lead()
        let command = try History(at: .postgres(PostgresPlace(address: address)))
        try await expectCall { try await write(command) }
    }
}
