import Foundation
import Inspections
import Postgres
import TestSupport
import Testing

@testable import History

/// Several daemons that part the work on one record: each part is one's at a time, and what another writes of it is
/// refused whatever it believes.
@Suite(.enabled(if: TestServer.address != nil, "needs a PostgreSQL server: make test-postgres"))
struct PartedFleetTests {
    private let address: PostgresAddress

    init() throws {
        address = try PostgresAddress(
            TestServer.schema("parted-\(UUID().uuidString)", on: try #require(TestServer.address)))
    }

    private static let hosts = [["a.org"], ["b.org"], ["c.org", "cdn.org"]]

    private func member(
        _ name: String, lease: Double = 600, configuration: String = "", hosts: [[String]] = hosts
    ) -> FleetMember {
        FleetMember(
            name: name, lease: lease, version: "1", logs: ["everything"], configuration: configuration,
            work: .parted(hosts: hosts, receivers: ["newsroom"]))
    }

    private func daemon(_ member: FleetMember) async throws -> History {
        let history = try History(at: .postgres(PostgresPlace(address: address)))
        try await history.join(member)
        return history
    }

    /// What it does, once it has let go of what others wait for.
    @discardableResult
    private func look(_ history: History) async throws -> Set<Share> {
        guard case .leads(let first, _) = try await history.lead() else { return [] }
        history.letGo(but: first)
        guard case .leads(let duties, _) = try await history.lead() else { return [] }
        return duties.shares
    }

    private func write(_ history: History, as share: Share) async throws(HistoryError) {
        try await history.sharing(share).write("test") { try $0.noteTakeover(at: Date()) }
    }

    private func expectRefusal(_ history: History, as share: Share) async {
        let error = await #expect(throws: HistoryError.self) { try await write(history, as: share) }
        #expect(error?.cause == "another daemon leads", "\(error?.description ?? "")")
    }

    @Test func thePartsAreSharedAndEachIsWrittenByOne() async throws {
        let a = try await daemon(member("a"))
        let all: Set<Share> = [.host("a.org"), .host("b.org"), .host("c.org"), .receiver("newsroom"), .upkeep]
        #expect(try await look(a) == all.union([.own]))
        let b = try await daemon(member("b"))
        #expect(try await look(b) == [.own], "nothing is free yet, but its logs are its own")
        let left = try await look(a)
        #expect(left == [.host("a.org"), .host("b.org"), .upkeep, .own])
        let taken = try await look(b)
        #expect(taken.subtracting([.own]) == all.subtracting(left))
        for share in all.union([.own]) {
            if left.contains(share) { try await write(a, as: share) } else { await expectRefusal(a, as: share) }
            if taken.contains(share) { try await write(b, as: share) } else { await expectRefusal(b, as: share) }
        }
        try await a.stepDown()
        #expect(try await look(b) == all.union([.own]))
        await expectRefusal(a, as: .own)
    }

    /// As one that was stopped for longer than its lease and goes on without knowing; what nobody has taken is its own
    /// still.
    @Test func whatHasPassedOnIsRefusedAndTheRestIsNot() async throws {
        let a = try await daemon(member("a", lease: 0))
        try await look(a)
        #expect(!a.mayAct)
        let b = try await daemon(member("b"))
        let taken = try await look(b).subtracting([.own])
        #expect(taken.count == 5)
        for share in taken { await expectRefusal(a, as: share) }
        try await write(a, as: .own)
    }

    /// Whoever lost something and has it again must not go on with what it had in memory.
    @Test func whatIsGainedAnewIsKnownAsNew() async throws {
        let a = try await daemon(member("a"))
        let first = try await a.lead()
        #expect(try await a.lead().duties == first.duties)
        try Session(address).run("UPDATE ratingwatch_leases SET owner = 'b', until = 0, token = token + 1")
        let then = try await a.lead()
        #expect(then.duties?.shares == first.duties?.shares && then.duties != first.duties)
    }

    /// One daemon has a feed renamed: under the old name another would take all that is new for known.
    @Test func theConfigurationThatCameLastCountsAndOthersWriteNothingByTheirs() async throws {
        let a = try await daemon(member("a", configuration: "one"))
        let b = try await daemon(member("b", configuration: "one"))
        try await look(a)
        let before = try await look(b)
        #expect(before.contains(.host("a.org")) != (try await look(a).contains(.host("a.org"))))
        try await a.describe(member("a", configuration: "two"))
        for share in before where share != .own { await expectRefusal(b, as: share) }
        try await write(b, as: .own)
        guard case .leads(let duties, _) = try await b.lead() else { return #expect(Bool(false), "b leads nothing") }
        #expect(duties.shares == [.own] && duties.behind == "a")
        #expect(try await look(a).count == 6, "b asks nobody any more, and has let go")
        #expect(try await look(b) == [.own])
        // Begun again as it was, it has nothing new to say.
        let again = try await daemon(member("b", configuration: "one"))
        #expect(try await look(again) == [.own])
        try await again.describe(member("b", configuration: "two"))
        try await look(a)
        #expect(try await look(again).count > 1)
    }

    /// Where only who has the older configuration lives, that counts.
    @Test func withTheNewerDaemonGoneTheOlderGoesOn() async throws {
        let a = try await daemon(member("a", configuration: "one"))
        let b = try await daemon(member("b", configuration: "two"))
        #expect(try await look(a) == [.own])
        #expect(try await look(b).count == 6)
        try await b.stepDown()
        #expect(try await look(a).count == 6)
    }

    /// A redirect leads to where another may ask too.
    @Test func aHostThatOneIsLedToIsAskedByOne() async throws {
        let a = try await daemon(member("a"))
        let b = try await daemon(member("b"))
        try await look(a)
        let second = try await look(b)
        let first = try await look(a)
        let other = "c.org"
        try #require(first.contains(.host("a.org")) && second.contains(.host(other)))
        #expect(await a.mayAsk("a.org", for: "a.org"))
        #expect(await !a.mayAsk(other, for: "a.org"), "another asks it")
        #expect(await !b.mayAsk("shared.org", for: "a.org"), "the feed is not its own")
        #expect(await b.mayAsk("shared.org", for: other))
        #expect(await b.mayAsk("shared.org", for: other))
        #expect(await !a.mayAsk("shared.org", for: "a.org"))
        // From now on all that has led to one another is one daemon's.
        for _ in 0..<3 {
            try await look(a)
            try await look(b)
        }
        let (now, then) = (try await look(a), try await look(b))
        #expect(now.contains(.host("a.org")) != then.contains(.host("a.org")))
        #expect(now.contains(.host("a.org")) == now.contains(.host(other)))
        let (owner, stranger) = now.contains(.host("a.org")) ? (a, b) : (b, a)
        #expect(await owner.mayAsk("shared.org", for: other))
        #expect(await !stranger.mayAsk("shared.org", for: "a.org"))
    }

    /// While one process after the other is given the other form.
    @Test func whoLeadsAloneAndWhoPartsTheWorkNeverWorkAtOnce() async throws {
        let lonely = FleetMember(name: "a", lease: 600, version: "1", logs: [])
        let a = try await daemon(lonely)
        guard case .leads(.all, _) = try await a.lead().known else { return #expect(Bool(false), "a does not lead") }
        let b = try await daemon(member("b"))
        guard case .follows("a", _) = try await b.lead() else { return #expect(Bool(false), "b does not wait") }
        await expectRefusal(b, as: .upkeep)
        try await a.stepDown()
        #expect(try await look(b).count == 6)
        guard case .follows("b", _) = try await a.lead() else { return #expect(Bool(false), "a does not wait") }
        await expectRefusal(a, as: .upkeep)
        let fleet = try await b.read("test") { try $0.fleet() }
        #expect(fleet.map(\.leads) == [false, true])
        #expect(
            fleet.map(\.shares) == [
                [], ["host:a.org", "host:b.org", "host:c.org", "host:cdn.org", "receiver:newsroom", "upkeep"],
            ])
    }

    /// Of a fleet's daemons one tells a receiver, and the others only find what it is to be told.
    @Test func whatOneRaisesWakesTheOthers() async throws {
        let a = try await daemon(member("a"))
        try await look(a)
        let name = "listener-\(UUID().uuidString)"
        let b = try History(at: .postgres(PostgresPlace(address: address, daemon: name)))
        try await b.join(member(name))
        let (calls, call) = AsyncStream<Void>.makeStream()
        b.listen { call.yield() }
        _ = try await b.lead()
        try await a.sharing(.upkeep).write("test") {
            _ = try $0.raise(
                Alert(
                    kind: .operatorFeedQuiet, id: "rw_1", instance: "test", time: Date(), subject: "feed:f", feed: "f",
                    summary: "s"), decisions: [], receivers: ["newsroom"], line: "l")
        }
        var iterator = calls.makeAsyncIterator()
        await #expect(iterator.next() != nil)
    }
}

extension Leadership {
    fileprivate var duties: Duties? {
        if case .leads(let duties, _) = self { return duties }
        return nil
    }

    /// Whatever it was gained before.
    fileprivate var known: Leadership {
        guard case .leads(let duties, let until) = self else { return self }
        return .leads(Duties(duties.shares), until: until)
    }
}
