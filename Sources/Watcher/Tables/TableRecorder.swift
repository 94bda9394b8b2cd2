import Feeds
import Foundation
import History
import Inspections

/// Makes statements of the inspections that a table or a page states: a row is known by its number and provider, else by provider
/// and days.
struct TableRecorder: Sendable {
    let recorder: Recorder
    let feed: String
    /// What providers' ids begin with, and what kind of provider they are.
    let scheme: String
    let providerKind: String
    let source: StatingSource
    let isBaseline: Bool
    /// The last day that a baseline at another address than before is silent on; `nil` for a first one.
    var silentUntil: CalendarDate?
    /// What tells the map from any other that may read the same rows otherwise.
    let reader: String
    /// True where rows may be known by an identity that version 1 wrote.
    var mayHaveOldIdentities = true

    /// Records one inspection, where it is new or states something else than before.
    func record(
        _ stated: TableInspection, at now: Date, into tally: inout TableTally, in history: HistoryTransaction
    ) throws {
        guard let named = try provider(of: stated, in: history) else { return }
        let namedBy = recorder.lookup.source(of: named, listedAs: named.name)
        let before = try history.named(named.id)
        let provider = before.map { named.joined(to: $0.provider, saidBy: $0.by, now: namedBy) } ?? named
        try recorder.save(
            provider,
            namedBy: provider == named ? namedBy : recorder.lookup.source(of: provider, listedAs: provider.name),
            insteadOf: before, inspectedUnder: stated.framework, in: history)
        for id in stated.predecessors { try history.save(predecessor: self.id(id), of: provider.id) }
        let doubt = CalendarDate(london: now).flatMap { today in
            Plausibility(today: today).doubt(about: stated.dates, published: stated.published, printed: nil)
        }
        let new = publication(stating: stated, identity: identity(of: stated, provider: provider), at: now)
        // Of a first release no row is known: nothing is asked of each.
        let added =
            mayHaveOldIdentities
            ? nil : try history.add(read(new, stated, of: provider, doubt: doubt, isKnown: false, at: now))
        let known = try added == nil ? known(stated, new.identity, provider, in: history) : nil
        let last = try known?.row.flatMap { row in
            try history.statements(ofPublication: row, sources: recorder.sources).last { $0.trust == .trusted }
        }
        if let last, isSame(stated, provider, as: last) { return }
        let publication =
            try added
            ?? history.save(read(known ?? new, stated, of: provider, doubt: doubt, isKnown: last != nil, at: now))
        guard let row = publication.row else { return }
        // When a row was first read, its statement says.
        if known != nil || doubt != nil { try history.note(publication, at: now) }
        var statement = statement(of: publication, row, provider, stated)
        statement.trust = doubt == nil ? .trusted : .doubtful
        try history.record(statement, at: now)
        if let doubt {
            tally.doubts.append("\(provider.name), \(stated.place): \(doubt)")
            return
        }
        if known == nil { tally.new += 1 }
        if let last, last.provider != provider.id { try recorder.unsettle(last.provider, feed: feed, in: history) }
        try recorder.unsettle(provider.id, feed: feed, in: history)
    }

    /// The row's publication as this release has it.
    private func read(
        _ publication: StoredPublication, _ stated: TableInspection, of provider: Provider, doubt: String?,
        isKnown: Bool, at now: Date
    ) -> StoredPublication {
        var read = publication
        read.providerID = provider.id
        read.published = stated.published ?? publication.published
        read.state = doubt == nil ? .read : .doubtful
        read.reason = doubt ?? (stated.framework == nil ? "states no grade" : nil)
        read.sha256 = source.sha256
        read.framework = stated.framework
        read.dates = stated.dates
        read.unresolvedSince = doubt == nil || isKnown ? nil : publication.unresolvedSince ?? now
        return read
    }

    /// What is only printed otherwise, or no longer, changes nothing.
    private func isSame(
        _ stated: TableInspection, _ provider: Provider, as last: Inspections.Statement
    ) -> Bool {
        last.provider == provider.id && last.dates == stated.dates && last.framework == stated.framework
            && last.facts == stated.facts
            && stated.judgements.allSatisfy { last.grade(of: $0.area) == $0.grade }
    }

    /// The row's own publication, under whatever identity it was recorded.
    private func known(
        _ stated: TableInspection, _ identity: String, _ provider: Provider, in history: HistoryTransaction
    ) throws -> StoredPublication? {
        if let known = try history.publication(feed: feed, identity: identity) { return known }
        guard let old = oldIdentity(of: stated),
            let known = try history.publication(feed: feed, identity: old), known.providerID == provider.id
        else { return nil }
        return known
    }

    private func provider(of stated: TableInspection, in history: HistoryTransaction) throws -> Provider? {
        guard let id = stated.providerID else {
            guard let name = stated.providerName else { return nil }
            if let known = recorder.lookup.registry.provider(named: name) {
                return try recorder.numbered(known, in: history)
            }
            return ProviderID(unregisteredName: name).map {
                Provider(id: $0, name: name, kind: providerKind, region: stated.region)
            }
        }
        if scheme == "ofsted", let known = recorder.lookup.registry.provider(urn: id) { return known }
        let provider = Provider(
            id: self.id(id), name: stated.providerName ?? "\(scheme) \(id)", kind: providerKind, region: stated.region)
        if scheme != "ofsted" { return provider }
        return try recorder.numbered(
            provider, isCouncil: recorder.isCouncil(inspectedUnder: stated.framework), in: history)
    }

    private func id(_ id: String) -> ProviderID { ProviderID("\(scheme):\(id)") }

    /// Equal for one inspection in all releases, under whatever id its provider goes on; an area that is graded again later makes
    /// another one. Some publishers give several providers one number.
    private func identity(of stated: TableInspection, provider: Provider) -> String {
        let kind = stated.framework ?? stated.title
        let who = stated.idAtTheTime.map { id($0).text } ?? provider.id.text
        guard let number = Inspections.Statement.number(stated.number) else {
            return "\(kind)|\(stated.idAtTheTime ?? provider.id.text)|\(stated.dates.start?.iso ?? "")"
                + (stated.isPartial ? "|again" : "")
        }
        return "\(kind)|\(number)|\(who)" + (stated.isPartial ? "|\(stated.dates.start?.iso ?? "")" : "")
    }

    /// As the first version wrote it, which took a number for the inspection's alone.
    private func oldIdentity(of stated: TableInspection) -> String? {
        let kind = stated.framework ?? stated.title
        let again = stated.isPartial ? "|" + (stated.dates.start?.iso ?? "") : ""
        return stated.number.map { "\(kind)|\($0)\(again)" }
    }

    private func publication(
        stating stated: TableInspection, identity: String, at now: Date
    ) -> StoredPublication {
        let place = source.title.map { "\(stated.place) of \($0)" } ?? stated.place
        var publication = StoredPublication(
            feed: feed, identity: identity, fingerprint: source.sha256,
            publication: Publication(
                url: stated.link ?? source.url, title: "\(stated.title) (\(place))", providerName: stated.providerName,
                providerURN: scheme == "ofsted" ? stated.providerID : nil, type: stated.title),
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
        statement.number = stated.isPartial ? nil : Inspections.Statement.number(stated.number)
        statement.isRow = true
        statement.isPartial = stated.isPartial
        statement.isSilent = publication.baseline
        statement.facts = stated.facts
        statement.judgements = stated.judgements
        return statement
    }
}
