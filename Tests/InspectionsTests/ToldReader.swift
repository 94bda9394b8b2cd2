import Foundation
import Inspections

/// Somebody who has read every alert, and holds what they believe against what is known in the end.
struct ToldReader {
    private struct Place: Hashable {
        let provider: ProviderID
        /// Of the inspection in the final timeline; `nil` where it stands there no more.
        let inspection: Int?
        let area: String
    }

    private struct Belief {
        let grade: String
        var from: String?
        var direction: Direction?
        /// True where the alert said of its comparison that it cannot be made.
        var isOpen: Bool
        let alert: String
    }

    private(set) var problems: [String] = []
    private let timelines: [ProviderID: Timeline]
    private let alerts: [ToldWorld.Raised]
    private let truths: [Int64: Int]
    private var beliefs: [Place: Belief] = [:]

    init(_ world: ToldWorld, after days: Double) {
        alerts = world.alerts
        truths = world.truths
        timelines = Dictionary(
            uniqueKeysWithValues: Set(world.statements.map(\.provider)).map {
                ($0, world.timeline(of: $0, after: days))
            })
        for (number, alert) in alerts.enumerated() { read(alert, number) }
        for (number, alert) in alerts.enumerated() { judge(alert, number) }
        for (provider, timeline) in timelines { judge(timeline, of: provider) }
    }

    private func place(_ item: NewsItem, _ area: String) -> Place {
        let entries = timelines[item.provider]?.entries ?? []
        let index =
            entries.firstIndex { $0.inspection.versions.contains { $0.id == item.statement.id } }
            ?? entries.firstIndex { truths(of: $0).contains(truths[item.statement.publication] ?? -1) }
        return Place(provider: item.provider, inspection: index, area: area)
    }

    /// An article counts only where there is no report.
    private func truths(of entry: Timeline.Entry) -> Set<Int> {
        let dated = entry.inspection.statements.filter { $0.dates.start != nil }
        return Set((dated.isEmpty ? entry.inspection.statements : dated).compactMap { truths[$0.publication] })
    }

    /// True where what was one inspection has become two: then either may be the one that was told.
    private func isSplit(_ place: Place) -> Bool {
        guard let index = place.inspection, let entries = timelines[place.provider]?.entries else { return false }
        let own = truths(of: entries[index])
        return entries.indices.contains { $0 != index && !truths(of: entries[$0]).isDisjoint(with: own) }
    }

    private func now(_ place: Place) -> JudgementChange? {
        place.inspection.flatMap { index in
            timelines[place.provider]?.entries[index].change.judgements.first { $0.area == place.area && $0.to != nil }
        }
    }

    private static let rated: Set<AlertKind> = [.ratingChanged, .inspectionPublished, .ratingCorrected]

    private mutating func read(_ alert: ToldWorld.Raised, _ number: Int) {
        if Self.rated.contains(alert.item.kind) {
            for judgement in alert.item.change.judgements { believe(judgement, alert, number) }
        }
        for consequence in alert.item.relation.consequences {
            guard let told = alerts.first(where: { $0.id == consequence.alert }) else { continue }
            let place = place(told.item, consequence.area)
            beliefs[place]?.from = consequence.now.from
            beliefs[place]?.direction = consequence.now.direction
            beliefs[place]?.isOpen = false
        }
    }

    private mutating func believe(_ judgement: JudgementChange, _ alert: ToldWorld.Raised, _ number: Int) {
        let place = place(alert.item, judgement.area)
        guard let grade = judgement.to?.grade else {
            if judgement.was != nil { beliefs = beliefs.filter { !alert.item.relation.voids.contains($0.value.alert) } }
            return
        }
        let belief = Belief(
            grade: grade, from: judgement.from, direction: judgement.direction,
            isOpen: judgement.waits || alert.item.change.late, alert: alert.id)
        let isNews = alert.item.kind == .ratingChanged || judgement.was != nil
        let isChange = judgement.direction == .improved || judgement.direction == .declined
        if isNews, isChange, place.inspection != nil, let before = beliefs[place], before.grade == grade,
            before.from == belief.from, before.direction == belief.direction,
            !alerts[...number].contains(where: { $0.item.relation.voids.contains(before.alert) })
        {
            problems.append("#\(number) tells a change that was known")
        }
        beliefs[place] = belief
    }

    /// Each claim holds in the end, or a later alert says that it does not.
    private mutating func judge(_ alert: ToldWorld.Raised, _ number: Int) {
        guard Self.rated.contains(alert.item.kind) else { return }
        for judgement in alert.item.change.judgements {
            guard let grade = judgement.to?.grade else { continue }
            let place = place(alert.item, judgement.area)
            if isSplit(place) { continue }
            let now = now(place)
            let isOpen = judgement.waits || alert.item.change.late
            let holds =
                now?.to?.grade == grade
                && (isOpen || (now?.from == judgement.from && now?.direction == judgement.direction))
            if holds { continue }
            let isTakenBack = alerts[(number + 1)...].contains { later in
                // What was left open stands or falls with the alert that follows it.
                later.item.relation.voids.contains(alert.id) || (isOpen && later.item.relation.follows == alert.id)
                    || later.item.relation.consequences.contains { $0.alert == alert.id && $0.area == judgement.area }
            }
            if !isTakenBack { problems.append("#\(number) holds no more in \(judgement.area), and nothing says so") }
        }
    }

    /// Whoever was told of an inspection knows its grades and its changes.
    private mutating func judge(_ timeline: Timeline, of provider: ProviderID) {
        for (index, entry) in timeline.entries.enumerated() where !entry.inspection.versions.contains(where: \.isSilent)
        {
            for judgement in entry.change.judgements {
                guard let grade = judgement.to?.grade else { continue }
                let what = "\(provider.text) \(entry.inspection.dates.start?.iso ?? "-") \(judgement.area)"
                let place = Place(provider: provider, inspection: index, area: judgement.area)
                if isSplit(place) { continue }
                guard let belief = beliefs[place] else {
                    problems.append("\(what) was never told")
                    continue
                }
                if belief.grade != grade { problems.append("\(what) is \(grade), and \(belief.grade) was told") }
                let isChange = judgement.direction == .improved || judgement.direction == .declined
                if isChange, !(belief.isOpen && belief.direction == nil),
                    belief.direction != judgement.direction || belief.from != judgement.from
                {
                    problems.append(
                        "\(what) \(judgement.direction?.rawValue ?? "") from \(judgement.from ?? "-") was not told")
                }
            }
        }
    }
}
