import Foundation
import Inspections
import Postgres
import TestSupport
import Testing

@testable import History

/// Several daemons on one record: one leads, and what another writes is refused whatever it believes.
@Suite(.enabled(if: TestServer.address != nil, "needs a PostgreSQL server: make test-postgres"))
struct LeaseTests {
    private let address: PostgresAddress

    init() throws {
        address = try PostgresAddress(
            TestServer.schema("lease-\(UUID().uuidString)", on: try #require(TestServer.address)))
    }

    private func daemon(_ name: String, lease: Double = 600) async throws -> History {
        let history = try History(at: .postgres(PostgresPlace(address: address)))
        try await history.join(FleetMember(name: name, lease: lease, version: "1", logs: ["everything"]))
        return history
    }

    private func leads(_ history: History) async throws -> Bool {
        if case .leads = try await history.lead() { return true }
        return false
    }

    @discardableResult
    private func raise(_ id: String, in history: History) async throws(HistoryError) -> Int? {
        try await history.write("test") {
            try $0.raise(
                Alert(
                    kind: .operatorFeedQuiet, id: id, instance: "test", time: Date(), subject: "feed:f", feed: "f",
                    summary: "s"), decisions: [], receivers: ["everything@a", "newsroom"], line: "l")?.sequence
        }
    }

    private func expectRefusal(_ history: History) async {
        let error = await #expect(throws: HistoryError.self) { try await raise("rw_refused", in: history) }
        #expect(error?.cause == "another daemon leads", "\(error?.description ?? "")")
    }

    @Test func oneLeadsAndTheOthersStandByAndWriteNothing() async throws {
        let (a, b) = (try await daemon("a"), try await daemon("b"))
        await expectRefusal(a)
        #expect(try await leads(a))
        #expect(try await b.lead() == .follows("a"))
        #expect(a.mayAct && !b.mayAct)
        #expect(try await raise("rw_1", in: a) == 1)
        await expectRefusal(b)
        #expect(try await b.read("test") { try $0.lastAlert()?.id } == "rw_1", "it reads")
    }

    /// As one that was stopped for longer than its lease and goes on without knowing.
    @Test func whoseLeaseHasPassedOnWritesNothingMore() async throws {
        let a = try await daemon("a", lease: 0)
        #expect(try await leads(a))
        #expect(!a.mayAct)
        let b = try await daemon("b")
        #expect(try await leads(b))
        await expectRefusal(a)
        #expect(try await raise("rw_1", in: b) == 1)
        #expect(try await a.lead() == .follows("b"))
        await expectRefusal(a)
    }

    /// Nobody has taken it: what it knows still holds.
    @Test func aLeaseThatIsLateIsRenewedWhereNobodyHasTakenIt() async throws {
        let a = try await daemon("a", lease: 0)
        #expect(try await leads(a))
        #expect(try await raise("rw_1", in: a) == 1)
        #expect(try await leads(a))
        #expect(try await raise("rw_2", in: a) == 2)
    }

    @Test func whoStopsInOrderLetsAnotherLeadAtOnce() async throws {
        let (a, b) = (try await daemon("a"), try await daemon("b"))
        #expect(try await leads(a))
        try await a.stepDown()
        await expectRefusal(a)
        #expect(try await leads(b))
        #expect(try await a.lead() == .follows("b"))
    }

    @Test func aRestartedDaemonLeadsAtOnceAndItsFormerProcessIsToldToStop() async throws {
        let before = try await daemon("a")
        #expect(try await leads(before))
        let now = try await daemon("a")
        #expect(try await leads(now))
        await expectRefusal(before)
        #expect(try await before.lead() == .replaced)
        #expect(try await raise("rw_1", in: now) == 1)
    }

    @Test func anOlderProgramStandsBackOnceANewerHasChangedTheTables() async throws {
        let a = try await daemon("a")
        #expect(try await leads(a))
        try Session(address).run("INSERT INTO ratingwatch_migrations VALUES ('99')")
        let error = await #expect(throws: HistoryError.self) { try await a.lead() }
        #expect(error?.isNewer == true)
    }

    /// A command of an operator needs no lease: it decides by what it finds.
    @Test func commandsWriteBesideTheDaemonThatLeads() async throws {
        let a = try await daemon("a")
        #expect(try await leads(a))
        let command = try History(at: .postgres(PostgresPlace(address: address)))
        #expect(command.mayAct)
        #expect(try await raise("rw_1", in: command) == 1)
        #expect(try await raise("rw_2", in: a) == 2)
    }

    /// A standby's log has no gap once it leads.
    @Test func whatGoesToOneDaemonsLogGoesToThoseOfAll() async throws {
        let a = try await daemon("a")
        #expect(try await leads(a))
        try await raise("rw_1", in: a)
        _ = try await daemon("b")
        try await raise("rw_2", in: a)
        let waiting = try await a.read("test") { history in
            try (1...2).map { try history.deliveries(of: $0).map(\.receiver) }
        }
        #expect(waiting == [["everything@a", "newsroom"], ["everything@a", "everything@b", "newsroom"]])
        #expect(try await a.read("test") { try $0.fleet().map(\.name) } == ["a", "b"])
        #expect(try await a.write("test") { try $0.removeFromFleet("b") })
        try await raise("rw_3", in: a)
        let left = try await a.read("test") { history in
            try (2...3).map { try history.deliveries(of: $0).map(\.receiver) }
        }
        #expect(left == [["everything@a", "newsroom"], ["everything@a", "newsroom"]])
    }
}
