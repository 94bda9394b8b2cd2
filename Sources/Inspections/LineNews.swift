/// The news of one line of a provider's inspections.
struct LineNews {
    private let entries: [ToldEntry]
    private let isReconfigured: Bool
    private var takenBack: [(told: Told, item: NewsItem)] = []
    /// What stands no more without anybody being told.
    private var leftQuietly: [Told] = []
    /// True where an operator has rejected what readers were not told of, or has it stand again.
    private var hasQuietRuling: Bool

    /// `isReconfigured`: the configuration may have changed what is believed.
    init(_ entries: [ToldEntry], isReconfigured: Bool) {
        self.entries = entries
        self.isReconfigured = isReconfigured
        hasQuietRuling = entries.contains { entry in
            entry.isBackQuietly || entry.isByRuling
                || (entry.isNew && entry.isSilent && entry.inspection.versions.max { $0.id < $1.id }?.ruling != nil)
        }
    }

    /// An inspection that readers were told of is no longer this provider's.
    mutating func takeBack(_ told: Told, _ departure: Departure) {
        if told.isSilent {
            hasQuietRuling = hasQuietRuling || departure.because == .ruling
            leftQuietly.append(told)
        } else {
            takenBack.append((told, departure.item(takingBack: told)))
        }
    }

    /// An alert in the making: of the entry at `place`, `nil` for one that is gone.
    private struct Draft {
        let place: Int?
        /// Where it stands among the entries.
        let position: Int
        var item: NewsItem
        /// Areas that it is the last alert on from now on.
        let areas: Set<String>
        /// Areas of the entry that its own judgements put right.
        let covers: Set<String>
        /// What it takes back.
        var takesBack: Told?
    }

    /// `isSilent`: readers know it without being told.
    func finished(isSilent: Bool, _ identify: News.Identify) throws -> (items: [NewsItem], told: [Told]) {
        var told = leftQuietly.compactMap { $0.takenBack(by: nil) }
        if isSilent {
            told += takenBack.compactMap { $0.told.takenBack(by: nil) }
            return ([], told + entries.map { $0.known(telling: [:]) })
        }
        var drafts = takenBack.map { told, item in
            let position = entries.firstIndex {
                ($0.inspection.day ?? .distantFuture) >= (told.dates.start ?? .distantPast)
            }
            return Draft(
                place: nil, position: (position ?? entries.count) - 1, item: item, areas: [], covers: [],
                takesBack: told)
        }
        for place in entries.indices { drafts += ownDrafts(place) }
        attachConsequences(to: &drafts)
        drafts.sort { ($0.position, $0.place ?? -1) < ($1.position, $1.place ?? -1) }
        var alerts = Array(repeating: [String: String](), count: entries.count)
        let voided = Set(drafts.flatMap(\.item.relation.voids))
        for draft in drafts {
            let id = try identify(draft.item)
            if let kept = draft.takesBack?.takenBack(by: id) { told.append(kept) }
            guard let place = draft.place else { continue }
            for area in draft.areas { alerts[place][area] = id }
        }
        told += entries.indices.map { entries[$0].known(telling: alerts[$0], voided: voided) }
        return (drafts.map(\.item), told)
    }

    /// What is to be told of one inspection itself.
    private func ownDrafts(_ place: Int) -> [Draft] {
        let entry = entries[place]
        let own = entry.isNew ? newDraft(entry, place) : changedDraft(entry, place)
        return [own].compactMap(\.self) + disputeDrafts(entry, place)
    }

    private func draft(
        _ kind: AlertKind, _ place: Int, _ change: Change, relation: AlertRelation = AlertRelation(),
        covers: Set<String> = [], statement: Statement? = nil, told: ToldBefore? = nil
    ) -> Draft {
        let inspection = entries[place].inspection
        return Draft(
            place: place, position: place,
            item: NewsItem(
                kind: kind, statement: statement ?? inspection.best, framework: inspection.framework,
                dates: inspection.dates, change: change, relation: relation, told: told),
            areas: kind == .sourcesDisagree ? [] : Set(change.judgements.map(\.area)), covers: covers)
    }

    private func newDraft(_ entry: ToldEntry, _ place: Int) -> Draft? {
        if entry.isSilent { return nil }
        // Two of one poll are told in order of inspection: then neither is late.
        let isLate = entries[(place + 1)...].contains { $0.makesLate(entry) } && entry.inspection.day != nil
        let change = isLate ? entry.change.asLate : entry.change
        return draft(isLate ? .inspectionPublished : change.kind, place, change)
    }

    /// It stands again, which readers have been told that it does not.
    private func returnedDraft(_ entry: ToldEntry, _ place: Int, takingBack alert: String) -> Draft {
        draft(
            .ratingCorrected, place,
            Change(
                judgements: entry.change.judgements, late: false, corrected: Set(entry.change.judgements.map(\.area)),
                blockedBy: entry.change.blockedBy),
            relation: AlertRelation(voids: [alert], because: entry.isDecidedSince ? .ruling : .publisher),
            covers: Set(entry.change.judgements.map(\.area)))
    }

    private func changedDraft(_ entry: ToldEntry, _ place: Int) -> Draft? {
        if let alert = entry.takingBack { return returnedDraft(entry, place, takingBack: alert) }
        let corrected = entry.corrected
        let compared = entry.compared
        let added = entry.added.filter { entry.inspection.sources[$0.area]?.isSilent != true }
        if !corrected.isEmpty { return correction(entry, place, corrected, compared, added) }
        if entry.isMoved, compared.contains(where: { $0.told.alert != nil }) {
            return correction(entry, place, [], compared, added)
        }
        if !added.isEmpty {
            let change = Change(judgements: added, late: false)
            return draft(change.kind, place, change, relation: AlertRelation(follows: entry.lastAlert))
        }
        let resolved = compared.filter { $0.told.waits && $0.told.alert != nil }
        if AlertDirection(of: resolved.map { $0.now?.direction }).isChange {
            let stale = Set(compared.filter { !$0.told.waits }.flatMap(\.told.alerts))
            return draft(
                .ratingChanged, place, entry.untold,
                relation: AlertRelation(follows: entry.lastAlert, voids: stale.sorted()),
                covers: Set(compared.map(\.told.area)))
        }
        return nil
    }

    /// Each judgement as it stands now, the corrected ones with the grade that was told. Each area that it is about has
    /// one, also where it has no grade now and had none.
    private func correction(
        _ entry: ToldEntry, _ place: Int, _ corrected: [ToldEntry.Difference], _ compared: [ToldEntry.Difference],
        _ added: [JudgementChange]
    ) -> Draft {
        var judgements = entry.change.judgements
        for difference in corrected {
            if let index = judgements.firstIndex(where: { $0.area == difference.told.area }) {
                judgements[index].was = difference.told.grade
            } else {
                judgements.append(
                    JudgementChange(
                        area: difference.told.area, from: nil, to: nil, direction: nil, reason: .takenBack,
                        was: difference.told.grade))
            }
        }
        let isOfDates = corrected.isEmpty
        for difference in isOfDates ? compared : []
        where !judgements.contains(where: { $0.area == difference.told.area }) {
            judgements.append(
                JudgementChange(area: difference.told.area, from: nil, to: nil, direction: nil, reason: .takenBack))
        }
        let counted = Set(corrected.map(\.told.area) + added.map(\.area) + (isOfDates ? compared.map(\.told.area) : []))
        return draft(
            .ratingCorrected, place,
            Change(judgements: judgements, late: false, corrected: counted, blockedBy: entry.change.blockedBy),
            relation: AlertRelation(
                voids: entry.voided,
                because: isOfDates && entry.isToldVersion ? cause(ofBefore: compared) : cause(of: corrected, entry)),
            covers: Set(compared.map(\.told.area)),
            told: isOfDates
                ? ToldBefore(areas: compared.map(\.told), movedFrom: entry.isMoved ? entry.toldDates : nil) : nil)
    }

    private func cause(of corrected: [ToldEntry.Difference], _ entry: ToldEntry) -> CorrectionCause {
        let sources = corrected.compactMap { entry.inspection.sources[$0.told.area] }
        let all = sources.isEmpty ? [entry.inspection.best] : sources
        if entry.isByRuling || entry.wasThereBeforeADecision(all) || all.contains(where: { $0.ruling != nil }) {
            return .ruling
        }
        // What was there when readers were told counts now: that is the operator's word, not that of who stated it.
        if isReconfigured, all.allSatisfy(entry.wasThere) { return .ruling }
        let isSameBytes = all.allSatisfy { $0.sha256 == entry.toldVersion?.sha256 }
        // The word of an operator, who has withdrawn it.
        if isSameBytes, entry.wasRuled { return .ruling }
        let isSameReader = all.allSatisfy { $0.reader == entry.toldVersion?.reader }
        return isSameBytes || (!isSameReader && all.allSatisfy(\.isRow)) ? .reading : .publisher
    }

    /// Of an inspection that is stated as it was told: another one is before it now, or the framework data compares it
    /// otherwise with the same one.
    private func cause(ofBefore compared: [ToldEntry.Difference]) -> CorrectionCause {
        if isReconfigured || hasQuietRuling { return .ruling }
        return compared.contains { $0.told.from != $0.now?.from } ? .publisher : .reading
    }

    /// Once for each pair of grades; where the better source came second, the correction has said it.
    private func disputeDrafts(_ entry: ToldEntry, _ place: Int) -> [Draft] {
        if entry.isSilent, entry.isNew { return [] }
        let corrected = Set(entry.corrected.map(\.told.area))
        let disputes = entry.newDisputes.filter { !corrected.contains($0.standing.area) && !$0.statement.isSilent }
        return entry.inspection.statements.compactMap { statement in
            let own = disputes.filter { $0.statement.id == statement.id }
            if own.isEmpty { return nil }
            let judgements = own.map { dispute in
                JudgementChange(
                    area: dispute.other.area, from: dispute.standing.to?.grade, to: dispute.other, direction: nil,
                    previous: PreviousInspection(start: entry.inspection.dates.start, url: entry.inspection.best.url),
                    reason: .statedOtherwise)
            }
            return draft(.sourcesDisagree, place, Change(judgements: judgements, late: false), statement: statement)
        }
    }

    /// What the alerts change for other inspections of the line; where no alert would carry that, the first one
    /// concerned is corrected.
    private func attachConsequences(to drafts: inout [Draft]) {
        var open: [(place: Int, differences: [ToldEntry.Difference])] = entries.indices.compactMap { place in
            if entries[place].compared.isEmpty { return nil }
            let covered = drafts.filter { $0.place == place }.reduce(into: Set<String>()) { $0.formUnion($1.covers) }
            let differences = entries[place].compared.filter { !covered.contains($0.told.area) }
            return differences.isEmpty ? nil : (place, differences)
        }
        let carriers = drafts.indices.filter { drafts[$0].item.kind != .sourcesDisagree }
        if carriers.isEmpty {
            guard
                let first = open.firstIndex(where: { _, differences in
                    differences.contains { $0.told.alert != nil && !$0.told.waits }
                })
            else { return }
            let (place, differences) = open.remove(at: first)
            drafts.append(correction(entries[place], place, [], differences, []))
        }
        for (place, differences) in open {
            let before = drafts.indices.filter {
                drafts[$0].item.kind != .sourcesDisagree && drafts[$0].position <= place
            }
            let carrier =
                before.max { drafts[$0].position < drafts[$1].position }
                ?? drafts.firstIndex { $0.item.kind != .sourcesDisagree }
            guard let carrier else { continue }
            drafts[carrier].item.relation.consequences += differences.flatMap { consequences(of: place, $0) }
        }
    }

    /// One for each alert that told otherwise.
    private func consequences(of place: Int, _ difference: ToldEntry.Difference) -> [Consequence] {
        let alerts: [String?] = difference.told.alerts.isEmpty ? [nil] : difference.told.alerts
        return alerts.map { alert in
            Consequence(
                framework: entries[place].inspection.framework ?? "", dates: entries[place].inspection.dates,
                area: difference.told.area,
                told: Consequence.Comparison(from: difference.told.from, direction: difference.told.direction),
                now: Consequence.Comparison(from: difference.now?.from, direction: difference.now?.direction),
                alert: alert)
        }
    }
}

extension AlertDirection {
    /// True where at least one area improved or declined.
    var isChange: Bool { self == .improved || self == .declined || self == .mixed }
}
