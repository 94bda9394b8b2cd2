import Foundation

/// One inspection of a timeline beside what readers were told of it.
struct ToldEntry {
    /// What an area's grade, or what it is compared with, was told to be.
    struct Difference {
        let told: Told.Area
        /// `nil` where the area is stated no more.
        let now: JudgementChange?
    }

    let entry: Timeline.Entry
    /// By area, as last told.
    let told: [String: Told.Area]
    /// What was told of all areas: first what alerts told otherwise while it was taken for two inspections, then what
    /// was told last. Empty where every area stands as it was told.
    private let claims: [Told.Area]
    /// True where readers do not know the inspection.
    let isNew: Bool
    /// True where it is the baseline's, which readers do not hear of.
    let isSilent: Bool
    /// As last told; `nil` where nothing was.
    let toldDates: InspectionDates?
    let toldVersion: (sha256: String, reader: String)?
    /// What it was told from.
    private let toldStatement: Int64?
    /// True where an operator has decided that this counts no more.
    let isByRuling: Bool
    /// The alert that has told that nothing of it stands, which does again; `nil` for any other.
    let takingBack: String?
    /// True where it did not stand, and nobody was told of either.
    let isBackQuietly: Bool
    private let disputesTold: Set<String>
    /// What was told last, where all of it stands; `nil` where anything is otherwise.
    private let standing: Told?
    /// Areas whose grade is another one than was told.
    let corrected: [Difference]
    /// Areas whose grade stands, and what it is compared with does not. What waits now waits in silence: it was
    /// compared when nothing stood between.
    let compared: [Difference]

    init(_ entry: Timeline.Entry, told known: [Told], isByRuling: Bool = false, baselines: [String: Date]) {
        self.entry = entry
        self.isByRuling = isByRuling
        // Of what was taken back from one publication readers may have heard again, from another.
        let isBack = !known.isEmpty && known.allSatisfy(\.isTakenBack)
        let before = isBack ? known : known.filter { !$0.isTakenBack }
        takingBack = isBack ? before.lazy.compactMap(\.takingBack).first : nil
        isBackQuietly = isBack && takingBack == nil
        let isSilent = entry.inspection.isSilent(baselines)
        let isNew = before.isEmpty || (before.allSatisfy { $0.isBaseline && $0.isSilent } && !isSilent)
        self.isSilent = isSilent
        self.isNew = isNew
        toldDates = isNew ? nil : before.last?.dates
        toldVersion = isNew ? nil : before.last.map { ($0.sha256, $0.reader) }
        toldStatement = isNew ? nil : before.last?.statement
        let all = isNew || takingBack != nil ? [] : before.flatMap(\.areas)
        let told = Dictionary(all.map { ($0.area, $0) }, uniquingKeysWith: { _, later in later })
        let otherwise = all.filter { claim in
            !claim.alerts.isEmpty && told[claim.area].map { $0.alert != claim.alert } ?? false
        }
        self.told = told
        let isAsTold = isNew || (otherwise.isEmpty && ToldEntry.isAsTold(entry.change, told))
        claims = isAsTold ? [] : otherwise + told.values.sorted { $0.area < $1.area }
        corrected = ToldEntry.corrected(claims, entry)
        compared = ToldEntry.compared(claims, told, entry)
        disputesTold = isNew ? [] : before.reduce(into: []) { $0.formUnion($1.disputes) }
        let last = isAsTold && before.count == 1 ? before.last : nil
        standing = last.flatMap { $0.isOf(entry.inspection, isSilent: isSilent) ? $0 : nil }
    }

    var inspection: KnownInspection { entry.inspection }
    var change: Change { entry.change }

    /// True where readers know of it, so that an earlier inspection is late: not by an article without a day, nor by a
    /// review of what stands apart, nor by other areas that were graded again, nor by who is less to be believed.
    func makesLate(_ earlier: ToldEntry) -> Bool {
        if isNew || !entry.isStep || (!entry.graded.isDated && entry.graded.basis == .press) { return false }
        if inspection.authority < earlier.inspection.authority { return false }
        return !entry.graded.isPartial
            || earlier.entry.graded.judgements.contains { entry.graded.grade(of: $0.area) != nil }
    }

    /// The last alert on the inspection itself.
    var lastAlert: String? {
        change.judgements.compactMap { told[$0.area]?.alert }.first ?? told.values.compactMap(\.alert).min()
    }

    /// As nearly always: every area stands as it was told.
    private static func isAsTold(_ change: Change, _ told: [String: Told.Area]) -> Bool {
        change.judgements.count == told.count
            && change.judgements.allSatisfy { now in
                guard let before = told[now.area] else { return false }
                return before.grade == now.to?.grade && before.from == now.from && before.direction == now.direction
                    && before.waits == now.waits
            }
    }

    private static func corrected(_ claims: [Told.Area], _ entry: Timeline.Entry) -> [Difference] {
        claims.compactMap { before in
            guard let grade = before.grade else { return nil }
            let now = entry.change.judgements.first { $0.area == before.area }
            if let to = now?.to?.grade, to == grade || Grade.isOneUnderTwoNames(to, grade) { return nil }
            if before.alert == nil, isOfBaseline(before.area, entry.inspection) { return nil }
            return Difference(told: before, now: now)
        }
    }

    /// True where an area's grade is the first word of a publication that a baseline listed, whenever it came to be
    /// read: beside what nobody was told of, that corrects nothing.
    private static func isOfBaseline(_ area: String, _ inspection: KnownInspection) -> Bool {
        guard let source = inspection.sources[area], source.isSilent else { return false }
        return !inspection.versions.contains {
            $0.publication == source.publication && $0.id < source.id && $0.trust == .trusted
        }
    }

    private static func compared(
        _ claims: [Told.Area], _ told: [String: Told.Area], _ entry: Timeline.Entry
    ) -> [Difference] {
        let judgements = entry.change.judgements
        let silent = told.values.filter { entry.change.leavesOpen($0) }
        return claims.filter { !silent.contains($0) }.compactMap { before in
            let now = judgements.first { $0.area == before.area }
            if before.from == now?.from, before.direction == now?.direction { return nil }
            // Another name of the same grade is no news, here or at the inspection before.
            if before.grade != now?.to?.grade { return nil }
            if let from = before.from, let other = now?.from, from != other, Grade.isOneUnderTwoNames(from, other) {
                return nil
            }
            return Difference(told: before, now: now)
        }
    }

    /// Areas that are graded and of which no grade was told.
    var added: [JudgementChange] {
        guard !isNew else { return [] }
        return change.judgements.filter { $0.to != nil && told[$0.area]?.grade == nil }
    }

    /// The part of it that readers do not know yet.
    var untold: Change {
        Change(
            judgements: change.judgements.filter { now in
                told[now.area].map { before in
                    before.waits || before.from != now.from || before.direction != now.direction
                } ?? true
            }, late: false)
    }

    /// Alerts that a correction replaces, since something in them no longer holds.
    var voided: [String] {
        let stale = (corrected + compared).map(\.told)
        let waiting = claims.filter { !$0.waits && change.leavesOpen($0) }
        return Set((stale + waiting).flatMap(\.alerts)).sorted()
    }

    /// True where what it was told from stands, and nothing of it was stated anew.
    var isToldVersion: Bool { toldStatement == inspection.best.id }

    /// The last decision of an operator on it since it was told.
    private var decisionSince: Int64? {
        toldStatement.flatMap { told in
            inspection.versions.filter { $0.ruling != nil && $0.id > told }.map(\.id).max()
        }
    }

    var isDecidedSince: Bool { decisionSince != nil }

    /// True where an operator has decided something of it since, and this has been there before.
    func wasThereBeforeADecision(_ statements: [Statement]) -> Bool {
        decisionSince.map { decision in statements.allSatisfy { $0.id < decision } } ?? false
    }

    /// True where it was told by an operator's word.
    var wasRuled: Bool { inspection.versions.contains { $0.id == toldStatement && $0.ruling != nil } }

    var isMoved: Bool { toldDates.map { $0.start != inspection.dates.start } ?? false }

    /// Pairs of grades that two sources state, the standing one first.
    var disputes: [(key: String, standing: JudgementChange, statement: Statement, other: Judgement)] {
        inspection.statements.flatMap { statement in
            statement.judgements.compactMap { other in
                guard let standing = change.judgements.first(where: { $0.area == other.area }), let to = standing.to,
                    to.grade != other.grade, !Grade.isOneUnderTwoNames(to.grade, other.grade)
                else { return nil }
                return (ToldEntry.dispute(other.area, to.grade, other.grade), standing, statement, other)
            }
        }
    }

    /// The same for either order of two grades.
    private static func dispute(_ area: String, _ a: String, _ b: String) -> String {
        "\(area)|" + [a, b].sorted().joined(separator: "|")
    }

    /// True for what was stated already when readers were last told: before what they were told from, or otherwise than
    /// that, of which they heard.
    func wasThere(_ statement: Statement) -> Bool {
        guard let toldStatement else { return false }
        return statement.id <= toldStatement
            || statement.judgements.contains { judgement in
                told[judgement.area]?.grade.map {
                    disputesTold.contains(ToldEntry.dispute(judgement.area, $0, judgement.grade))
                } ?? false
            }
    }

    /// Disputes that readers have not heard of.
    var newDisputes: [(key: String, standing: JudgementChange, statement: Statement, other: Judgement)] {
        disputes.filter { !disputesTold.contains($0.key) }
    }

    /// What readers know after this: `alerts` by area, where another one tells of it now; `voided`: those that hold no
    /// more.
    func known(telling alerts: [String: String], voided: Set<String> = []) -> Told {
        if let standing, !isNew, alerts.isEmpty, voided.isEmpty, inspection.statements.count == 1 { return standing }
        let best = inspection.best
        let areas = change.judgements.map { judgement -> Told.Area in
            let before = told[judgement.area]
            if let before, judgement.waits, !before.waits, alerts[judgement.area] == nil { return before }
            let alert = alerts[judgement.area] ?? before?.alert
            let now = Told.Area(
                area: judgement.area, grade: judgement.to?.grade, from: judgement.from, direction: judgement.direction,
                waits: judgement.waits, alert: alert)
            let isTold = alerts[judgement.area] == nil || before.map(now.isSame) ?? false
            let earlier = isTold ? (before?.alerts ?? []).filter { $0 != alert && !voided.contains($0) } : []
            return Told.Area(
                area: now.area, grade: now.grade, from: now.from, direction: now.direction, waits: now.waits,
                alert: alert, earlier: earlier)
        }
        // What was told to be graded no longer stays told, unless an alert has taken back the one that told it.
        let left = told.values.filter { before in
            !areas.contains { $0.area == before.area } && change.leavesOpen(before)
                && voided.isDisjoint(with: before.alerts)
        }.sorted { $0.area < $1.area }
        return Told(
            provider: best.provider, statement: best.id, framework: best.framework, dates: inspection.dates,
            published: best.published, sha256: best.sha256, reader: best.reader, areas: areas + left,
            disputes: disputesTold.union(disputes.map(\.key)), isBaseline: isSilent)
    }
}

extension Change {
    /// True where what an area was told to be compared with can be neither confirmed nor denied, since the comparison
    /// waits: of an area that is graded, and of one that is graded no longer, which a comparison alone names.
    fileprivate func leavesOpen(_ told: Told.Area) -> Bool {
        guard let now = judgements.first(where: { $0.area == told.area }) else {
            return blockedBy != nil && told.grade == nil
        }
        return now.waits
    }
}

extension Told {
    /// True where it was told from the version that stands, as that one says when the inspection was.
    fileprivate func isOf(_ inspection: KnownInspection, isSilent: Bool) -> Bool {
        let best = inspection.best
        return statement == best.id && provider == best.provider && framework == best.framework
            && dates == inspection.dates && published == best.published && sha256 == best.sha256
            && reader == best.reader && facts == nil && alert == nil && isBaseline == isSilent && !isTakenBack
    }
}

/// Grades that publishers print under another name a year later.
enum Grade {
    private static let names: Set<String> = ["adequate", "satisfactory", "requires-improvement"]

    static func isOneUnderTwoNames(_ a: String, _ b: String) -> Bool { names.contains(a) && names.contains(b) }
}
