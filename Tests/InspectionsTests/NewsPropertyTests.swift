import Foundation
import Inspections
import Testing

/// Whatever sources state, step by step, readers are told each change once, and nothing that they were told stays wrong
/// in silence.
@Suite struct NewsPropertyTests {
    private static let cases = 10_000
    private static let slices = 4

    @Test(arguments: 0..<slices) func eachChangeIsToldOnceAndNothingStaysWrongInSilence(slice: Int) {
        for seed in stride(from: slice, to: Self.cases, by: Self.slices) {
            let world = Self.walked(seed)
            var problems = world.problems + ToldReader(world, after: 100).problems
            if Set(world.alerts.map(\.id)).count != world.alerts.count { problems.append("two alerts have one id") }
            problems += world.alerts.enumerated().filter { !Self.isAboutAnArea($1.item) }.map {
                "#\($0.offset) is about no area that it names"
            }
            if !problems.isEmpty {
                Issue.record("seed \(seed):\n\((problems + world.story).joined(separator: "\n"))")
                return
            }
        }
    }

    private static func isAboutAnArea(_ item: NewsItem) -> Bool {
        let named = Set(item.change.judgements.map(\.area))
        return !named.isEmpty && item.change.corrected.map { !$0.isEmpty && $0.isSubset(of: named) } ?? true
    }

    /// Neither rows nor instants of recording have a part in the ids of alerts.
    @Test(arguments: 0..<slices) func idsDependOnNothingButContent(slice: Int) {
        for seed in stride(from: slice, to: Self.cases, by: Self.slices) {
            let ids = Self.walked(seed, steps: 1).alerts.map(\.id)
            if Self.walked(seed, steps: 1, shift: 1000).alerts.map(\.id) != ids {
                Issue.record("seed \(seed):\n\(ids.joined(separator: "\n"))")
                return
            }
        }
    }

    /// A world after some steps, with nothing waited for in the end.
    static func walked(_ seed: Int, steps: Int = 3, shift: Int64 = 0) -> ToldWorld {
        var dice = Dice(seed: seed)
        var walk = StatedWalk(&dice)
        walk.world.shift = shift
        walk.begin(&dice)
        for _ in 0..<(1 + dice.roll(steps)) { walk.step(&dice) }
        if !walk.world.unresolved.isEmpty {
            walk.world.unresolved = []
            walk.world.tell(after: 100)
        }
        return walk.world
    }
}

/// What publishers do, step by step.
struct StatedWalk {
    var world = ToldWorld()
    private var drafts: [StatementDraft] = []
    private var start: Int
    private var clock = 0
    /// By draft, the inspection that it is really on.
    private var truths: [Int] = []
    private var inspections = 0
    /// An article has told of the next report.
    private var isAnnounced = false
    private var lastLate = -1000
    private static let grades = ["outstanding", "good", "requires-improvement", "inadequate"]

    init(_ dice: inout Dice) { start = dice.roll(200) }

    mutating func begin(_ dice: inout Dice) {
        for _ in 0..<dice.roll(3) { publish(isSilent: true, &dice) }
        world.tell()
    }

    mutating func step(_ dice: inout Dice) {
        for _ in 0..<(1 + dice.roll(2)) { change(&dice) }
        world.tell()
    }

    private mutating func change(_ dice: inout Dice) {
        guard !drafts.isEmpty else { return publish(&dice) }
        let index = dice.roll(drafts.count)
        switch dice.roll(14) {
        case 0...3: publish(&dice)
        case 4, 5: revise(index) { $0.grades[dice.pick(Array($0.grades.keys).sorted())] = dice.pick(Self.grades) }
        case 6: revise(index) { $0.start = $0.start.map { $0 + dice.pick([-7, 7]) } }
        case 7: move(index, &dice)
        case 8: mirror(index, &dice)
        case 9: hide(&dice)
        case 10: world.unresolved = []
        case 11: tellInThePress(index, &dice)
        case 12:
            revise(index) {
                $0.provider = $0.provider == StatementDraft.council ? StatementDraft.other : StatementDraft.council
            }
        default: rule(index, &dice)
        }
    }

    private mutating func state(_ index: Int) {
        clock += 1
        var draft = drafts[index]
        draft.updated = clock
        world.state(draft, on: truths[index])
    }

    private mutating func revise(_ index: Int, _ body: (inout StatementDraft) -> Void) {
        body(&drafts[index])
        drafts[index].isSilent = false
        state(index)
    }

    private mutating func add(_ draft: StatementDraft, on truth: Int) {
        drafts.append(draft)
        truths.append(truth)
        state(drafts.count - 1)
    }

    private mutating func publish(isSilent: Bool = false, _ dice: inout Dice) {
        var draft = StatementDraft(publication: Int64(drafts.count + 1))
        draft.isSilent = isSilent
        let isLate = !isAnnounced && dice.happens(20) && start > 500
        draft.start = isLate ? start - 300 + dice.roll(50) : start
        // Two inspections come no closer together than that.
        if drafts.contains(where: { abs(($0.start ?? -1000) - (draft.start ?? 0)) < 90 }) { return }
        draft.published = (draft.start ?? 0) + 60
        draft.grades = ["overall-effectiveness": dice.pick(Self.grades)]
        if dice.happens(60) { draft.grades["help-and-protection"] = dice.pick(Self.grades) }
        inspections += 1
        add(draft, on: inspections)
        if isLate {
            lastLate = start
        } else {
            start += 600 + dice.roll(300)
            isAnnounced = false
        }
    }

    /// The first day was a misprint; where it moves back, an operator has accepted that.
    private mutating func move(_ index: Int, _ dice: inout Dice) {
        // Where another publication states it too, it would be two inspections from now on.
        if truths.count(where: { $0 == truths[index] }) > 1 { return }
        let days = dice.pick([-1000, -700, 40])
        revise(index) { draft in
            draft.start = draft.start.map { $0 + days }
            if days < 0 { draft.ruling = .accept }
        }
        drafts[index].ruling = nil
    }

    private mutating func mirror(_ index: Int, _ dice: inout Dice) {
        var draft = drafts[index]
        draft.publication = Int64(drafts.count + 1)
        draft.isSilent = false
        draft.source = dice.pick([
            Source(feed: "mirror", publisher: "a", place: 0), Source(feed: "second", publisher: "b", place: 1),
        ])
        add(draft, on: truths[index])
    }

    /// A publication that cannot be read.
    private mutating func hide(_ dice: inout Dice) {
        let day = StatementDraft.day(dice.roll(max(1, start)))
        world.unresolved.append(
            UnresolvedPublication(
                state: dice.pick([.pending, .doubtful]), framework: nil, dates: InspectionDates(start: nil, end: nil),
                published: day, title: "a report", since: StatementDraft.end.addingTimeInterval(25 * 86_400)))
    }

    /// Of a report that is known, or of the next one.
    private mutating func tellInThePress(_ index: Int, _ dice: inout Dice) {
        var draft = StatementDraft(publication: Int64(drafts.count + 1))
        draft.basis = .press
        draft.source = Source(feed: "press", publisher: "c", authority: dice.pick([.official, .press]), place: 2)
        draft.start = nil
        draft.grades = ["overall-effectiveness": dice.pick(Self.grades)]
        if dice.happens(50), lastLate != start {
            draft.published = start + 50
            isAnnounced = true
            add(draft, on: inspections + 1)
        } else {
            draft.provider = drafts[index].provider
            draft.published = drafts[index].published.map { $0 + 5 }
            add(draft, on: truths[index])
        }
    }

    private mutating func rule(_ index: Int, _ dice: inout Dice) {
        let ruling: Statement.Ruling = dice.pick([.reject, .withdraw, .state])
        revise(index) { draft in
            draft.ruling = ruling
            if ruling == .state { draft.grades["overall-effectiveness"] = dice.pick(Self.grades) }
        }
        drafts[index].ruling = nil
    }
}
