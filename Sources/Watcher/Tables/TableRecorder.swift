import Feeds
import Foundation
import History
import Inspections

/// compare -> record -> route for the inspections that a table or a page states.
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
    /// True where the same rows may be read otherwise than before: what differs then is no correction of the publisher's.
    let isRereading: Bool

    /// Records one inspection, where it is new or states other grades than before.
    func record(
        _ stated: TableInspection, at now: Date, into tally: inout TableTally, in history: HistoryTransaction
    ) throws {
        guard let named = try provider(of: stated, in: history) else { return }
        let provider = try history.known(named, namedBy: recorder.lookup.source(of: named, listedAs: named.name))
        try recorder.save(provider, listedAs: provider.name, inspectedUnder: stated.framework, in: history)
        for id in stated.predecessors { try history.save(predecessor: self.id(id), of: provider.id) }
        let identity = identity(of: stated, provider: provider)
        if let known = try history.publication(feed: feed, identity: identity) {
            try amend(known, to: stated, of: provider, at: now, into: &tally, in: history)
            return
        }
        var publication = publication(stating: stated, identity: identity, at: now)
        publication.providerID = provider.id
        tally.new += 1
        let alerts = try recorder.record(
            publication, stating: outcome(stated, stated.judgements), of: provider, before: nil,
            telling: stated.regraded.isEmpty ? nil : stated.regraded, at: now, in: history)
        let recorded = try history.publication(feed: feed, identity: identity)
        if recorded?.reason?.hasPrefix("confirms") == true { tally.confirmed += 1 }
        if recorded?.reason?.hasPrefix("contradicts") == true { tally.contradicted += 1 }
        tally.alerts += try tell(alerts, of: recorded?.row, in: history)
    }

    /// A known inspection whose row is another now. What is only printed otherwise, or no longer, changes nothing.
    private func amend(
        _ known: StoredPublication, to stated: TableInspection, of provider: Provider, at now: Date,
        into tally: inout TableTally, in history: HistoryTransaction
    ) throws {
        guard let before = try history.inspection(of: known) else { return }
        var judgements = before.inspection.judgements
        var isCorrected = false
        for judgement in stated.judgements {
            guard let place = judgements.firstIndex(where: { $0.area == judgement.area }) else {
                judgements.append(judgement)
                continue
            }
            if judgements[place].grade != judgement.grade {
                isCorrected = true
                judgements[place] = judgement
            }
        }
        if judgements == before.inspection.judgements { return }
        var amended = known
        amended.sha256 = source.sha256
        if isCorrected, !isRereading {
            let alerts = try recorder.record(
                amended, stating: outcome(stated, judgements), of: provider, before: before, at: now, in: history)
            tally.alerts += try tell(alerts, of: known.row, in: history)
        } else if let row = known.row {
            let others = try history.inspections(of: provider.id).filter { $0.row != row }.map(\.inspection)
            let inspection = GradedInspection(
                framework: before.inspection.framework, dates: known.dates, published: known.published,
                url: known.documentURL, basis: .table, judgements: judgements, seen: before.inspection.placed)
            try history.save(recorder.comparison.compare(inspection, with: others).judgements, of: row)
        }
    }

    /// Changed ratings wait until the whole table is read: then the brake knows how many they are.
    private func tell(
        _ alerts: [Alert], of publication: Int64?, in history: HistoryTransaction
    ) throws -> [StoredAlert] {
        try recorder.tell(alerts, of: publication, holdsChanges: true, in: history)
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
        return Provider(
            id: self.id(id), name: stated.providerName ?? "\(scheme) \(id)", kind: providerKind, region: stated.region)
    }

    private func id(_ id: String) -> ProviderID { ProviderID("\(scheme):\(id)") }

    /// Equal for one inspection in all releases, under whatever id its provider goes on; an area that is graded again later makes
    /// another one.
    private func identity(of stated: TableInspection, provider: Provider) -> String {
        let kind = stated.framework ?? stated.title
        let again = stated.regraded.isEmpty ? "" : "|" + (stated.dates.start?.iso ?? "")
        if let number = stated.number { return "\(kind)|\(number)\(again)" }
        return "\(kind)|\(stated.idAtTheTime ?? provider.id.text)|\(stated.dates.start?.iso ?? "")"
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
        publication.state = .read
        publication.sha256 = source.sha256
        publication.framework = stated.framework
        publication.dates = stated.dates
        publication.basis = .table
        if stated.framework == nil { publication.reason = "states no grade" }
        return publication
    }

    private func outcome(_ stated: TableInspection, _ judgements: [Judgement]) -> Outcome {
        Outcome(
            result: stated.framework == nil ? .ungraded : .graded, media: source.media, sha256: source.sha256,
            framework: stated.framework, basis: .table, providerName: stated.providerName,
            providerURN: stated.providerID, inspection: stated.dates, published: stated.published,
            facts: stated.facts, judgements: judgements)
    }
}
