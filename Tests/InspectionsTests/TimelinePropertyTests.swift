import Foundation
import Inspections
import Testing

/// What follows from statements does not depend on the order in which they arrived.
@Suite struct TimelinePropertyTests {
    private static let cases = 10_000
    private static let slices = 4
    private static let grades = ["outstanding", "good", "requires-improvement", "inadequate"]

    /// Once more stated is nothing new; each publication has one place; and each grade is one that somebody states.
    @Test(arguments: 0..<slices) func anyOrderOfArrivalGivesOneTimeline(slice: Int) {
        for seed in stride(from: slice, to: Self.cases, by: Self.slices) {
            var dice = Dice(seed: seed)
            let drafts = Self.drafts(&dice)
            let timeline = Timeline(drafts)
            let again = drafts + (dice.happens(30) ? [dice.pick(drafts)] : [])
            let other = Timeline(Self.renumbered(again.shuffled(using: &dice)))
            var problems: [String] = []
            if other.shown != timeline.shown { problems = timeline.shown + ["- and otherwise:"] + other.shown }
            let places = timeline.entries.flatMap { $0.inspection.statements.map(\.id) }
            if Set(places).count != places.count { problems.append("a publication stands twice") }
            let stated = Set(
                drafts.filter { $0.trust == .trusted }.flatMap { $0.grades.map { "\($0.key)=\($0.value)" } })
            let shown = Set(timeline.entries.flatMap { $0.graded.judgements.map { "\($0.area)=\($0.grade)" } })
            if !shown.isSubset(of: stated) { problems.append("a grade is invented") }
            if !problems.isEmpty {
                Issue.record("seed \(seed):\n\(problems.joined(separator: "\n"))")
                return
            }
        }
    }

    /// As the history numbers publications: in the order of their arrival.
    private static func renumbered(_ drafts: [StatementDraft]) -> [StatementDraft] {
        var rows: [Int64: Int64] = [:]
        return drafts.map { draft in
            var renumbered = draft
            let row = rows[draft.publication] ?? Int64(rows.count + 1)
            rows[draft.publication] = row
            renumbered.publication = row
            renumbered.address = draft.address ?? "/\(draft.publication)"
            renumbered.sha256 = draft.sha256 ?? "\(draft.publication) \(draft.updated)"
            return renumbered
        }
    }

    /// Some publications on a few inspections, each in some versions, each version listed at an instant of its own.
    static func drafts(_ dice: inout Dice) -> [StatementDraft] {
        var drafts: [StatementDraft] = []
        var clock = 0
        // Of two decisions the later one stands, whenever it is made: that is no matter of arrival.
        var isRuled = false
        var start = dice.roll(300)
        for inspection in 0..<(1 + dice.roll(4)) {
            for _ in 0..<(1 + dice.roll(3)) {
                var draft = StatementDraft(publication: Int64(drafts.count + 100))
                draft.start = start + dice.pick([0, 0, 0, -1, 1, 14])
                draft.published = start + 40 + dice.roll(60)
                draft.grades = grades(&dice)
                choose(&draft, inspection, &dice)
                for _ in 0..<(1 + dice.roll(2)) {
                    clock += 1
                    draft.updated = clock
                    drafts.append(draft)
                    draft.sha256 = draft.isRow ? draft.sha256 : nil
                    change(&draft, isRuled: &isRuled, &dice)
                }
            }
            start += dice.pick([45, 200, 800, 1100])
        }
        return renumbered(drafts)
    }

    private static func grades(_ dice: inout Dice) -> [String: String] {
        var grades = ["overall-effectiveness": dice.pick(Self.grades)]
        if dice.happens(60) { grades["help-and-protection"] = dice.pick(Self.grades) }
        return grades
    }

    /// What kind of source it is.
    private static func choose(_ draft: inout StatementDraft, _ inspection: Int, _ dice: inout Dice) {
        switch dice.roll(8) {
        case 0: draft.source = Source(feed: "mirror", publisher: "a", place: 0)
        case 1:
            draft.source = Source(
                feed: "second", publisher: "b", authority: dice.pick([.official, .secondary]), place: 1)
        case 2:
            draft.source = Source(feed: "table", publisher: "c", place: 2)
            draft.basis = .table
            draft.isRow = true
            draft.sha256 = "release"
            draft.number = dice.happens(40) ? "\(inspection + 1)" : nil
        case 3:
            draft.source = Source(feed: "press", publisher: "d", authority: .press, place: 3)
            draft.basis = .press
            draft.start = nil
            draft.grades["help-and-protection"] = nil
        case 4: draft.sha256 = "bytes \(inspection)"
        case 5: draft.address = "/fixed"
        case 6:
            draft.framework = nil
            draft.visit = "visit"
            draft.grades = [:]
            draft.facts = ["priority_action": dice.pick(["yes", "no"])]
        default: break
        }
    }

    /// What another version of it says.
    private static func change(_ draft: inout StatementDraft, isRuled: inout Bool, _ dice: inout Dice) {
        switch dice.roll(7) {
        case 0: draft.start = draft.start.map { $0 + dice.pick([-7, 7, 20, -400]) }
        case 1: draft.provider = StatementDraft.other
        case 2: draft.trust = .doubtful
        case 3 where !isRuled:
            draft.ruling = dice.pick([.accept, .reject])
            isRuled = true
        default: if draft.framework != nil { draft.grades["overall-effectiveness"] = dice.pick(grades) }
        }
    }
}
