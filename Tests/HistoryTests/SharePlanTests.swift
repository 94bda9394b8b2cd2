import TestSupport
import Testing

@testable import History

/// Who is to do what, without a server.
@Suite struct SharePlanTests {
    private static func hosts(_ names: String...) -> [Share] { names.map(Share.host) }

    @Test(
        arguments: [
            // Free, and taken up to one's share of it.
            (mine: [], others: [:], daemons: 1, takes: ["a", "b", "c"], letsGo: []),
            (mine: [], others: [:], daemons: 2, takes: ["a", "b"], letsGo: []),
            (mine: ["a"], others: ["b": "x"], daemons: 2, takes: ["c"], letsGo: []),
            // Another has come.
            (mine: ["a", "b", "c"], others: [:], daemons: 2, takes: [], letsGo: ["c"]),
            (mine: ["a", "b", "c"], others: [:], daemons: 4, takes: [], letsGo: ["b", "c"]),
            // All is had.
            (mine: ["a"], others: ["b": "x", "c": "y"], daemons: 3, takes: [], letsGo: []),
        ] as [(mine: [String], others: [String: String], daemons: Int, takes: [String], letsGo: [String])])
    func eachTakesItsShare(
        mine: [String], others: [String: String], daemons: Int, takes: [String], letsGo: [String]
    ) {
        let plan = SharePlan(
            of: ["a", "b", "c"].map { [.host($0)] }, mine: Set(mine.map(Share.host)),
            others: Dictionary(uniqueKeysWithValues: others.map { (Share.host($0), $1) }), daemons: daemons)
        #expect(plan.takes == takes.map(Share.host))
        #expect(plan.letsGo == Set(letsGo.map(Share.host)))
    }

    /// A host that another leads to is asked by the same daemon, or two would ask it within its interval.
    @Test func hostsThatLeadToOneAnotherGoTogether() {
        let groups = SharePlan.groups(
            of: [["a.org", "cdn.org"], ["b.org"], ["c.org", "cdn.org"], ["d.org"], [""]],
            links: [("d.org", "b.org"), ("nowhere.org", "a.org")])
        #expect(
            groups == [
                Self.hosts(""), Self.hosts("a.org", "c.org", "cdn.org"), Self.hosts("b.org", "d.org"),
            ])
    }

    @Test func whoHasTheFirstOfAGroupGetsAllOfIt() {
        let group = Self.hosts("a", "b")
        let first = SharePlan(of: [group], mine: [.host("a")], others: [.host("b"): "x"], daemons: 2)
        #expect(first.takes.isEmpty && first.letsGo.isEmpty, "it waits for the rest")
        let second = SharePlan(of: [group], mine: [.host("b")], others: [.host("a"): "x"], daemons: 2)
        #expect(second.letsGo == [.host("b")])
        let then = SharePlan(of: [group], mine: [.host("a")], others: [:], daemons: 2)
        #expect(then.takes == [.host("b")])
    }

    /// Daemons come, die and look in any order: at no time does one take what another has, and in the end all of it is
    /// done, each part by one, and by each about as much.
    @Test(arguments: 0..<200) func whateverComesAllIsDoneByOne(seed: UInt64) {
        var chance = SeededGenerator(seed: seed)
        let sets = (0..<Int.random(in: 1...12, using: &chance)).map { _ in
            (0..<Int.random(in: 1...3, using: &chance)).map { _ in "h\(Int.random(in: 0..<16, using: &chance))" }
        }
        let groups = SharePlan.groups(of: sets, links: []) + [[.upkeep]]
        var held: [Share: Int] = [:]
        var alive: Set<Int> = [0]
        func look(_ daemon: Int) {
            let mine = Set(held.filter { $0.value == daemon }.keys)
            let others = held.filter { $0.value != daemon }.mapValues { "\($0)" }
            let plan = SharePlan(of: groups, mine: mine, others: others, daemons: alive.count)
            for share in plan.takes {
                #expect(held[share] == nil)
                held[share] = daemon
            }
            for share in plan.letsGo {
                #expect(held[share] == daemon)
                held[share] = nil
            }
        }
        for _ in 0..<40 {
            switch Int.random(in: 0..<8, using: &chance) {
            case 0: alive.insert(Int.random(in: 0..<4, using: &chance))
            case 1 where alive.count > 1:
                guard let gone = alive.randomElement(using: &chance) else { break }
                alive.remove(gone)
                held = held.filter { $0.value != gone }
            default: if let daemon = alive.randomElement(using: &chance) { look(daemon) }
            }
        }
        for _ in 0..<4 { for daemon in alive.sorted() { look(daemon) } }
        #expect(Set(held.keys) == Set(groups.joined()))
        let limit = (groups.count + alive.count - 1) / alive.count
        for daemon in alive {
            let own = groups.filter { group in group.contains { held[$0] == daemon } }
            #expect(own.count <= limit)
            #expect(own.allSatisfy { group in group.allSatisfy { held[$0] == daemon } }, "a group is one daemon's")
        }
    }

    @Test(arguments: [Share.all, .upkeep, .host("a.org"), .host(""), .host("::1"), .receiver("desk: two"), .own])
    func aLeaseIsCalledWhatItIs(share: Share) { #expect(Share(what: share.what(of: "watcher-a")) == share) }
}
