import Feeds
import Foundation
import History
import Inspections

/// Makes statements of the inspections that a table or a page states: a row is known by its number and provider, else
/// by provider and days.
struct TableRecorder: Sendable {
    let recorder: Recorder
    let feed: String
    /// How providers are named.
    let ids: StatedIDs
    let source: StatingSource
    let isBaseline: Bool
    /// The last day that a baseline at another address than before is silent on; `nil` for a first one.
    var silentUntil: CalendarDate?
    /// What tells the map from any other that may read the same rows otherwise.
    let reader: String
    /// True where no version of the table was recorded before.
    let isFirst: Bool
    /// True where rows may be known by an identity that version 1 wrote.
    var mayHaveOldIdentities = true
    /// True for a table that tells the ratings that stand, without dates.
    var isStanding = false
    /// True where the day of publication is what tells an inspection from the provider's others.
    var isKnownByPublication = false

    /// Records one inspection, where it is new or states something else than before.
    func record(
        _ stated: TableInspection, at now: Date, into tally: inout TableTally, in history: HistoryTransaction
    ) throws {
        try record(stated, movedFrom: nil, at: now, into: &tally, in: history)
    }

    /// To be called once all was recorded: what a row means may depend on whether another one is there still.
    func finish(at now: Date, into tally: inout TableTally, in history: HistoryTransaction) throws {
        for (stated, from) in tally.moved {
            let isMoved = from.row.map { tally.present.insert($0).inserted } ?? false
            try record(stated, movedFrom: isMoved ? from : nil, isLast: true, at: now, into: &tally, in: history)
        }
        for provider in tally.unnumbered.sorted() {
            try stateAgain(tally.present, of: provider, at: now, in: history)
        }
        try endDoubts(tally, at: now, in: history)
    }

    /// A row in doubt that is listed no longer, while others of its provider are, has been mended.
    private func endDoubts(_ tally: TableTally, at now: Date, in history: HistoryTransaction) throws {
        if tally.visited.isEmpty { return }
        for doubtful in try history.rowsInDoubt(feed: feed)
        where doubtful.providerID.map(tally.visited.contains) == true
            && doubtful.row.map(tally.present.contains) == false
        {
            try endDoubt(
                of: doubtful, because: "\(source.readableName) lists it no longer", at: now, in: history)
        }
    }

    /// Of a row that is in doubt no longer that stands which was last trusted of it, if anything was.
    private func endDoubt(
        of doubtful: StoredPublication, because reason: String? = nil, at now: Date, in history: HistoryTransaction
    ) throws {
        var ended = doubtful
        ended.state = .notAReport
        ended.reason = reason
        ended.unresolvedSince = nil
        let last = try statements(of: doubtful, in: history).last { $0.trust == .trusted }
        if let last, last.ruling != .reject {
            ended.state = .read
            ended.reason = reason ?? (last.framework == nil ? "states no grade" : nil)
            ended.providerID = last.provider
            ended.published = last.published
            ended.framework = last.framework
            ended.dates = last.dates
            ended.sha256 = last.sha256
        }
        _ = try recorder.save(ended, after: doubtful, at: now, in: history)
    }

    private func statements(
        of publication: StoredPublication?, in history: HistoryTransaction
    ) throws -> [Inspections.Statement] {
        try publication?.row.map { try history.statements(ofPublication: $0, sources: recorder.sources) } ?? []
    }

    private func record(
        _ stated: TableInspection, movedFrom: StoredPublication?, isLast: Bool = false, at now: Date,
        into tally: inout TableTally, in history: HistoryTransaction
    ) throws {
        guard let named = try provider(of: stated, in: history) else { return }
        if let refusal = recorder.refusal(of: named, statedBy: feed) {
            tally.doubts.append("\(stated.place): \(refusal)")
            return
        }
        let namedBy = try recorder.naming(named, listedAs: named.name, by: feed, in: history)
        let before = try history.named(named.id)
        let provider = before.map { named.joined(to: $0.provider, saidBy: $0.by, now: namedBy) } ?? named
        try recorder.save(
            provider,
            namedBy: provider == named
                ? namedBy : recorder.naming(provider, listedAs: provider.name, by: feed, in: history),
            insteadOf: before, by: feed, inspectedUnder: stated.framework, in: history)
        let hasNewLine = try save(predecessors: stated.predecessors, of: provider, into: &tally, in: history)
        try goOnWithoutPoint(as: provider.id, in: history)
        guard let today = CalendarDate(london: now) else { return }
        var stated = stated
        var isQuiet = false
        if isStanding, stated.dates.start == nil {
            guard let standing = try standing(stated, of: provider, today: today, in: history) else { return }
            (stated, isQuiet) = (standing.inspection, standing.isQuiet)
        }
        let doubt = Plausibility(today: today).doubt(
            about: stated.dates, published: stated.published, isKnownByPublication: isKnownByPublication)
        let new = publication(stating: stated, identity: identity(of: stated, provider: provider), at: now)
        // Of a first release no row is known: nothing is asked of each.
        let added =
            isFirst && !mayHaveOldIdentities
            ? try history.add(read(new, stated, of: provider, doubt: doubt, isKnown: false, at: now)) : nil
        var known = try added == nil ? known(stated, new.identity, provider, in: history) ?? movedFrom : nil
        if known == nil, !isFirst {
            let others = try others(with: stated, than: provider, in: history)
            known = others.first { $0.providerID == provider.id }
            if known == nil, !isLast, let other = others.first {
                tally.moved.append((stated, other))
                return
            }
        }
        if !isFirst { tally.visited.insert(provider.id) }
        if let row = known?.row, !isFirst { tally.present.insert(row) }
        let own = try statements(of: known, in: history)
        let last = own.last { $0.trust == .trusted }
        if !isFirst, stated.isPartial || Inspections.Statement.number(stated.number) == nil {
            tally.unnumbered.insert(provider.id)
        }
        // Whom it goes on for is no news of the publisher's where another map is the first to read it.
        let isReadAnew = hasNewLine && last.map { $0.reader != reader } ?? false
        // A decision is on what the row says, until it says something else.
        if let said = own.said, !isReadAnew, isSame(stated, provider, as: said) {
            // It says again what it said before it was in doubt.
            if let known, known.state == .doubtful { try endDoubt(of: known, at: now, in: history) }
            return
        }
        var publication =
            added ?? read(known ?? new, stated, of: provider, doubt: doubt, isKnown: last != nil, at: now)
        if let decision = own.decision(onBytes: source.sha256) { publication.follow(decision) }
        if added == nil { publication = try history.save(publication) }
        guard let row = publication.row else { return }
        if !isFirst { tally.present.insert(row) }
        // When a row was first read, its statement says.
        if known != nil || doubt != nil { try history.note(publication, at: now) }
        var statement = statement(of: publication, row, provider, stated)
        statement.trust = doubt == nil ? .trusted : .doubtful
        statement.awaited = doubt?.awaited
        // What a publisher has written since into a row of the baseline was not listed by that.
        if !isBaseline, let last, last.reader == reader, last.sha256 != source.sha256 { statement.isSilent = false }
        if isQuiet { statement.isSilent = true }
        try recorder.state(statement, after: last, feed: feed, at: now, in: history)
        if let doubt {
            tally.doubts.append("\(provider.name), \(stated.place): \(doubt.reason)")
            return
        }
        if known == nil { tally.new += 1 }
    }

    /// The row's publication as this release has it.
    private func read(
        _ publication: StoredPublication, _ stated: TableInspection, of provider: Provider, doubt: Doubt?,
        isKnown: Bool, at now: Date
    ) -> StoredPublication {
        var read = publication
        read.providerID = provider.id
        read.published = stated.published ?? publication.published
        read.state = doubt == nil ? .read : .doubtful
        read.reason = doubt?.reason ?? (stated.framework == nil ? "states no grade" : nil)
        read.sha256 = source.sha256
        read.framework = stated.framework
        read.dates = stated.dates
        read.unresolvedSince = doubt == nil || isKnown ? nil : publication.unresolvedSince ?? now
        return read
    }

    /// The inspection that a rating without a date comes of: a new one, on the day on which it was seen, where a grade
    /// has moved; the last one, where an area is rated that was not, or where another map reads what was there. Nil
    /// where nothing has changed.
    /// `isQuiet`: it is nobody's news, only known from now on.
    private func standing(
        _ stated: TableInspection, of provider: Provider, today: CalendarDate, in history: HistoryTransaction
    ) throws -> (inspection: TableInspection, isQuiet: Bool)? {
        var inspection = stated
        inspection.dates = InspectionDates(start: today, end: nil)
        if isFirst { return (inspection, isBaseline) }
        let prefix = "\(stated.framework ?? stated.title)|\(stated.idAtTheTime ?? provider.id.text)|"
        let before = try history.publications(feed: feed, identityPrefix: prefix)
            .max { ($0.dates.start ?? .distantPast) < ($1.dates.start ?? .distantPast) }
        guard let last = try statements(of: before, in: history).said else { return (inspection, true) }
        let isMoved = stated.judgements.contains { judgement in
            last.grade(of: judgement.area).map { $0 != judgement.grade } ?? false
        }
        let isFilled = stated.judgements.contains { last.grade(of: $0.area) == nil }
        guard isMoved || isFilled else { return nil }
        // What the table no longer says still stands.
        inspection.judgements += last.judgements.filter { judgement in
            !stated.judgements.contains { $0.area == judgement.area }
        }
        if !isMoved || last.reader != reader { inspection.dates = last.dates }
        return (inspection, !isMoved)
    }

    /// What is only printed otherwise, or no longer, changes nothing.
    private func isSame(
        _ stated: TableInspection, _ provider: Provider, as last: Inspections.Statement
    ) -> Bool {
        last.provider == provider.id && last.dates == stated.dates && last.framework == stated.framework
            && last.facts == stated.facts && (stated.published == nil || last.published == stated.published)
            && stated.judgements.allSatisfy { last.grade(of: $0.area) == $0.grade }
            && (last.unsaid.isEmpty || last.unsaid.isSubset(of: unsaid(stated)))
    }

    private func publication(
        stating stated: TableInspection, identity: String, at now: Date
    ) -> StoredPublication {
        let place = source.title.map { "\(stated.place) of \($0)" } ?? stated.place
        var publication = StoredPublication(
            feed: feed, identity: identity, fingerprint: "",
            publication: Publication(
                url: stated.link ?? source.url, title: "\(stated.title) (\(place))", providerName: stated.providerName,
                providerURN: ids.scheme == "ofsted" ? stated.providerID : nil, type: stated.title),
            published: stated.published, seen: now,
            baseline: isBaseline && silentUntil.map { stated.published ?? .distantPast <= $0 } ?? true)
        publication.basis = .table
        return publication
    }

    private func statement(
        of publication: StoredPublication, _ row: Int64, _ provider: Provider, _ stated: TableInspection
    ) -> NewStatement {
        var statement = NewStatement(
            publication: row, provider: provider.id, framework: stated.framework, dates: stated.dates,
            title: publication.title ?? stated.title, url: publication.documentURL ?? source.url,
            sha256: source.sha256, basis: .table, publisher: recorder.sources[feed]?.publisher ?? feed)
        statement.visit = stated.title.lowercased()
        statement.published = stated.published
        statement.reader = reader
        statement.number = stated.isPartial ? nil : Inspections.Statement.number(stated.number) ?? seen(stated)
        statement.isRow = true
        statement.isPartial = stated.isPartial
        statement.isSilent = publication.baseline
        statement.facts = stated.facts
        statement.judgements = stated.judgements
        statement.unsaid = unsaid(stated)
        return statement
    }

    /// Areas that the inspection may have graded, and whose column is missing.
    private func unsaid(_ stated: TableInspection) -> Set<String> {
        if stated.isPartial || stated.unsaid.isEmpty { return [] }
        let framework = stated.framework.flatMap { recorder.comparison.frameworks[$0] }
        let start = stated.dates.start ?? .distantPast
        return stated.unsaid.filter { area in framework?.area(area)?.until.map { start <= $0 } ?? true }
    }
}

/// What the rows of one table came to.
struct TableTally {
    var alerts: [StoredAlert] = []
    /// Inspections that were not known.
    var new = 0
    /// Rows that are not taken, and why.
    var doubts: [String] = []
    /// Among the new ones, what another source states too: equally, and otherwise.
    var confirmed = 0
    var contradicted = 0
    /// Rows of publications that this version states still, as far as it was looked at.
    var present: Set<Int64> = []
    /// Providers of all rows that were looked at.
    var visited: Set<ProviderID> = []
    /// What rows that were left out may be on.
    var unread = UnreadInspections()
    /// Inspections whose number another provider's row had in an earlier version, with that row's publication.
    var moved: [(stated: TableInspection, from: StoredPublication)] = []
    /// Known providers that others are said to go on for, of which nothing was known: nothing of it is recorded yet.
    var endings: Set<Ending> = []
    /// Providers of rows without a number.
    var unnumbered: Set<ProviderID> = []
}

extension TableRecorder {
    /// What operators should hear of those whose rows or items stated grades, and state none that can be read.
    func noteLost(
        _ graded: [GradedProvider], complaints: [String] = [], at now: Date, in history: HistoryTransaction
    ) throws -> [StoredAlert] {
        if isFirst { return [] }
        // One provider may have many rows.
        var looks: [ProviderID: LostRatings.Look] = [:]
        for one in graded {
            guard let provider = try provider(id: one.id, name: one.name, in: history) else { continue }
            let areas = one.areas.union(looks[provider.id]?.areas ?? [])
            looks[provider.id] = LostRatings.Look(provider: provider, areas: areas)
        }
        let lost = LostRatings(recorder: recorder, feed: feed, source: source, isByArea: false)
        return try lost.note(
            looks.values.sorted { $0.provider.id < $1.provider.id }, isFirst: false, at: now, in: history)
    }
}
