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

    /// Who leads, as one that does not is told.
    private func leader(by history: History) async throws -> String? {
        guard case .follows(let name, let until) = try await history.lead() else { return nil }
        #expect(until > Date(), "the lease has not ended")
        return name
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
        #expect(try await leader(by: b) == "a")
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
        #expect(try await leader(by: a) == "b")
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
        #expect(try await leader(by: a) == "b")
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

    /// A daemon of the next version, whose tables have a column more.
    private func newer() throws -> History {
        let more = HistorySchema.Migration(name: "99", tables: ["ALTER TABLE feeds ADD COLUMN novelty TEXT"])
        return History(
            engine: try PostgreSQLEngine(PostgresPlace(address: address), tables: HistorySchema.shared + [more]))
    }

    /// The older one has not heard of it yet, and its lease has not ended: it would write as the older tables were.
    @Test func aNewerProgramTakesTheLeadTogetherWithTheTables() async throws {
        let old = try await daemon("a")
        #expect(try await leads(old))
        #expect(try await raise("rw_1", in: old) == 1)
        let new = try newer()
        await expectRefusal(old)
        let error = await #expect(throws: HistoryError.self) { try await old.lead() }
        #expect(error?.isNewer == true && error?.description.contains("a newer ratingwatch has written it") == true)
        try await new.join(FleetMember(name: "b", lease: 600, version: "2", logs: []))
        #expect(try await leads(new))
        #expect(try await raise("rw_2", in: new) == 2, "nothing is lost, and no number is left out")
        let again = #expect(throws: HistoryError.self) { try History(at: .postgres(PostgresPlace(address: address))) }
        #expect(again?.isNewer == true)
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

    @Test func whatADaemonIsConfiguredToDoIsKnownToAll() async throws {
        let (a, b) = (try await daemon("a"), try await daemon("b"))
        #expect(try await leads(a))
        for (history, name) in [(a, "a"), (b, "b")] {
            try await history.describe(
                FleetMember(
                    name: name, lease: 600, version: "1", logs: ["everything", "more"], configuration: "c" + name))
            _ = try await history.lead()
        }
        let fleet = try await b.read("test") { try $0.fleet() }
        #expect(fleet.map(\.configuration) == ["ca", "cb"])
        #expect(fleet.map(\.leads) == [true, false] && fleet.map { $0.until != nil } == [true, false])
        #expect(try await b.read("test") { try $0.logsOfFleet() }.contains("more@b"), "those of a reload too")
    }

    @Test func theTimeIsTheDatabases() async throws {
        let a = try await daemon("a")
        #expect(a.now == nil, "before it was asked")
        _ = try await a.lead()
        #expect(abs(try #require(a.now).timeIntervalSinceNow) < 5, "the server runs on this machine")
    }
}
