package import Foundation

/// What readers should hear now: the timeline held against what they were told. Pure.
package struct News: Sendable {
    /// In order of inspection, then the letters.
    package private(set) var items: [NewsItem] = []
    /// What readers know once they have been told.
    package private(set) var told: [Told] = []

    /// Id of the alert that an item becomes.
    package typealias Identify = (NewsItem) throws -> String

    /// `owners`: the ids of the one whose news it is; `told`: all that was told of it; `inherited`: what was told of
    /// those that it goes on for, of inspections that are stated of it now; `followers`: those that go on for it, of
    /// which its inspections may be stated from some day on; `baselines`: when each feed recorded its
    /// baseline; `isSilent`: readers know it without being told; `isReconfigured`: the configuration may have changed
    /// what is believed; `identify`: gives each item the id of its alert.
    package init(
        of owners: Set<ProviderID>, told: [Told], inherited: [Told] = [],
        followers: Set<ProviderID> = [], timeline: Timeline, baselines: [String: Date],
        isSilent: Bool = false, isReconfigured: Bool = false, identify: Identify
    ) throws {
        var lines: [String] = []
        let entries = timeline.entries.filter { owners.contains($0.inspection.best.provider) }
        for entry in entries where !lines.contains(entry.line) { lines.append(entry.line) }
        var left = ToldByStatement(told)
        let beside = ToldByStatement(inherited)
        func take(_ inspection: KnownInspection, isLetter: Bool) -> [Told] {
            let ids = inspection.versions.map(\.id)
            let others = beside.known(ids, isLetter: isLetter)
            return (others + left.take(ids, isLetter: isLetter)).sorted { $0.statement < $1.statement }
        }
        var toldOf = entries.map { Known(told: take($0.inspection, isLetter: false)) }
        let letters = timeline.letters.filter { owners.contains($0.best.provider) }.map { letter in
            (letter, take(letter, isLetter: true))
        }
        var rest = left.rest
        // Where one of two publications on an inspection is another's now, the other one states what was told; where an
        // operator has decided that it counts no more, also where the other one states something else.
        for place in entries.indices where toldOf[place].told.isEmpty {
            func isByRuling(_ told: Told) -> Bool { timeline.departure(of: told)?.because == .ruling }
            let known = rest.firstIndex { told in
                !told.isTakenBack && entries[place].isOf(told)
                    && (entries[place].states(gradesOf: told) || isByRuling(told))
            }
            guard let known else { continue }
            let told = rest.remove(at: known)
            toldOf[place] = Known(told: [told], isByRuling: isByRuling(told))
        }
        let matched = zip(entries, toldOf).map {
            ToldEntry($0, told: $1.told, isByRuling: $1.isByRuling, baselines: baselines)
        }
        // What was told of an inspection that stands here no more.
        let gone = rest.filter { !$0.isTakenBack }.compactMap { told in
            timeline.departure(of: told).map { (told, $0) }
        }.filter { _, departure in departure.movedTo.map { !followers.contains($0) } ?? true }
        self.told = rest.filter { told in !gone.contains { $0.0 == told } }
        for line in lines {
            var news = LineNews(matched.filter { $0.entry.line == line }, isReconfigured: isReconfigured)
            for (told, departure) in gone where timeline.line(of: told) == line { news.takeBack(told, departure) }
            add(try news.finished(isSilent: isSilent, identify))
        }
        for (told, departure) in gone where !lines.contains(timeline.line(of: told) ?? "") || told.framework == nil {
            var alert: String?
            if !told.isSilent, !isSilent {
                let item = departure.item(takingBack: told)
                alert = try identify(item)
                items.append(item)
            }
            if let kept = told.takenBack(by: alert) { self.told.append(kept) }
        }
        for (letter, told) in letters {
            try addLetter(letter, told: told, baselines: baselines, isUntold: isSilent, identify)
        }
    }

    private mutating func add(_ news: (items: [NewsItem], told: [Told])) {
        items += news.items
        told += news.told
    }

    private mutating func addLetter(
        _ letter: KnownInspection, told before: [Told], baselines: [String: Date], isUntold: Bool, _ identify: Identify
    ) throws {
        let statement = letter.best
        let known = before.last { !$0.isTakenBack } ?? before.last
        var alert = known?.alert
        let isSilent = letter.isSilent(baselines)
        let isNew = known == nil || (known?.isBaseline == true && !isSilent)
        let (stated, before) = (statement.facts.map(PriorityAction.stated), known?.facts.map(PriorityAction.stated))
        let isAmended =
            known?.takingBack != nil || (before != nil && stated != nil && stated != before)
        if !isUntold, isNew ? !isSilent : isAmended {
            let item = NewsItem(
                kind: isNew ? .reportPublished : .reportAmended, statement: statement, framework: nil,
                dates: letter.dates, change: Change(judgements: [], late: false), facts: statement.facts ?? [:],
                relation: AlertRelation(voids: isNew ? [] : [known?.takingBack ?? alert].compactMap(\.self)),
                told: isNew ? nil : ToldBefore(letter: known?.facts, isTakenBack: false))
            alert = try identify(item)
            items.append(item)
        }
        told.append(
            Told(
                provider: statement.provider, statement: statement.id, framework: nil, dates: letter.dates,
                published: statement.published, sha256: statement.sha256, reader: statement.reader,
                facts: statement.facts, alert: alert, isBaseline: isSilent))
    }
}

/// What was told, by the statement that it was told from.
private struct ToldByStatement {
    private let all: [Told]
    private let places: [Int64: [Int]]
    private var isTaken: [Bool]

    init(_ told: [Told]) {
        all = told
        places = Dictionary(grouping: told.indices) { told[$0].statement }
        isTaken = Array(repeating: false, count: told.count)
    }

    /// In the order of telling.
    var rest: [Told] { all.indices.filter { !isTaken[$0] }.map { all[$0] } }

    /// What was told from these statements, of a letter or of an inspection.
    func known(_ statements: [Int64], isLetter: Bool) -> [Told] { found(statements, isLetter).map { all[$0] } }

    /// The same, which nobody else gets.
    mutating func take(_ statements: [Int64], isLetter: Bool) -> [Told] {
        let own = found(statements, isLetter).filter { !isTaken[$0] }
        for place in own { isTaken[place] = true }
        return own.map { all[$0] }
    }

    private func found(_ statements: [Int64], _ isLetter: Bool) -> [Int] {
        if all.isEmpty { return [] }
        return statements.flatMap { places[$0] ?? [] }.filter { (all[$0].framework == nil) == isLetter }
    }
}

extension KnownInspection {
    /// Seconds within which the baselines of feeds that were added together are recorded.
    private static let addedTogether = 3_600.0

    /// True where readers do not hear of it: a baseline listed it. But the baseline of a later feed does not silence
    /// what a feed that was there before lists for the first time after its own.
    func isSilent(_ baselines: [String: Date]) -> Bool {
        // What is less to be believed keeps nobody from hearing of what is more.
        let sure = versions.filter { $0.source.authority >= authority }
        let silent = sure.filter(\.isSilent).map(\.source.feed)
        let told = sure.filter { !$0.isSilent && $0.trust == .trusted }.map(\.source.feed)
        return silent.contains { feed in
            let baseline = baselines[feed] ?? .distantPast
            let before = baseline.addingTimeInterval(-KnownInspection.addedTogether)
            return !told.contains { (baselines[$0] ?? .distantFuture) < before }
        }
    }
}

/// What was told of an inspection.
private struct Known {
    let told: [Told]
    /// True where an operator has decided that what it was told from counts no more, and another source states it.
    var isByRuling = false
}

extension Timeline.Entry {
    /// True where it is the inspection that was told, by its days.
    fileprivate func isOf(_ told: Told) -> Bool {
        guard told.framework == graded.framework, let days = DayRange(inspection.dates),
            let before = DayRange(told.dates)
        else { return false }
        return days.distance(to: before) <= DayRange.slack
    }

    fileprivate func states(gradesOf told: Told) -> Bool {
        told.areas.allSatisfy { $0.grade == nil || $0.grade == graded.grade(of: $0.area) }
    }
}

/// What has become of an inspection that a provider's timeline no longer holds.
struct Departure {
    /// The version that stands now, or the last one of what was rejected.
    let statement: Statement
    /// Whose it is now; `nil` where it is nobody else's.
    let movedTo: ProviderID?
    let because: CorrectionCause

    func item(takingBack told: Told) -> NewsItem {
        let judgements = told.areas.filter { $0.grade != nil }.map {
            JudgementChange(
                area: $0.area, from: nil, to: nil, direction: nil, reason: .takenBack, was: $0.grade)
        }
        let voids = Set(told.areas.flatMap(\.alerts) + [told.alert].compactMap(\.self))
        return NewsItem(
            kind: told.framework == nil ? .reportAmended : .ratingCorrected, of: told.provider, statement: statement,
            framework: told.framework, dates: told.dates,
            change: Change(judgements: judgements, late: false, corrected: Set(judgements.map(\.area))),
            relation: AlertRelation(
                voids: voids.sorted(), because: because, movedTo: movedTo),
            told: told.framework == nil ? ToldBefore(letter: told.facts, isTakenBack: true) : nil)
    }
}

extension Timeline {
    /// `nil` where what was told still stands, or nothing is known of what it was told from.
    func departure(of told: Told) -> Departure? {
        let stands = (entries.map(\.inspection) + letters).contains { inspection in
            (inspection.framework == nil) == (told.framework == nil)
                && inspection.versions.contains { $0.id == told.statement }
        }
        if stands { return nil }
        guard let edition = departed.first(where: { $0.versions.contains { $0.id == told.statement } }) else {
            return turned(told)
        }
        let current = edition.current
        let other = current.flatMap { $0.provider == told.provider ? nil : $0.provider }
        return (current ?? edition.versions.last).map {
            Departure(statement: $0, movedTo: other, because: other == nil ? .ruling : .publisher)
        }
    }

    /// A graded report that is a letter now, or the other way round.
    private func turned(_ told: Told) -> Departure? {
        (entries.map(\.inspection) + letters).first { inspection in
            inspection.versions.contains { $0.id == told.statement }
        }.map { Departure(statement: $0.best, movedTo: nil, because: $0.best.ruling == nil ? .publisher : .ruling) }
    }

    /// The line of what was told; `nil` for a letter.
    func line(of told: Told) -> String? {
        told.framework.map { framework in
            entries.first { $0.inspection.framework == framework }?.line ?? frameworks[framework]?.line ?? framework
        }
    }
}

/// One thing that readers should hear now, before it becomes an alert.
package struct NewsItem: Hashable, Sendable {
    package let kind: AlertKind
    /// Whom it is told of.
    package let provider: ProviderID
    /// The version that it rests on.
    package let statement: Statement
    /// `nil` for a letter.
    package let framework: String?
    package let dates: InspectionDates
    package var change: Change
    package var facts: [String: String] = [:]
    /// How it hangs together with alerts before it.
    package var relation = AlertRelation()
    /// What it takes back without stating another grade.
    package var told: ToldBefore?

    package init(
        kind: AlertKind, of provider: ProviderID? = nil, statement: Statement, framework: String?,
        dates: InspectionDates, change: Change,
        facts: [String: String] = [:], relation: AlertRelation = AlertRelation(), told: ToldBefore? = nil
    ) {
        self.kind = kind
        self.provider = provider ?? statement.provider
        self.statement = statement
        self.framework = framework
        self.dates = dates
        self.change = change
        self.facts = facts
        self.relation = relation
        self.told = told
    }
}
