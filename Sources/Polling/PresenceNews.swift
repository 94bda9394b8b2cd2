import Foundation
import History
import Inspections

/// What it means to readers that a publication is gone, or is back.
enum PresenceNews {
    /// Nobody knows whose it was, or one who is more to be believed states the same and says whether that is gone.
    case nothing
    /// Readers know nothing of it: it is in doubt or kept back; or what it states can be had under another entry.
    case unknown
    /// `publications`: the rows of all that state the same; who was told of one of them is told this.
    case alert(Alert, publications: Set<Int64>)
}

extension Recorder {
    func presenceNews(
        _ kind: AlertKind, of publication: StoredPublication, at now: Date, in history: HistoryTransaction
    ) throws -> PresenceNews {
        guard
            let provider = try publication.providerID.flatMap({ try history.provider($0) })
                ?? self.provider(of: publication, in: history)
        else { return .nothing }
        return try presenceNews(
            kind, of: publication, stating: inspection(stating: publication, of: provider.id, at: now, in: history),
            of: provider, at: now, in: history)
    }

    private func presenceNews(
        _ kind: AlertKind, of publication: StoredPublication, stating inspection: KnownInspection?,
        of provider: Provider, at now: Date, in history: HistoryTransaction
    ) throws -> PresenceNews {
        let authority = try history.authority(of: publication.feed, among: sources)
        if let inspection, inspection.authority > authority { return .nothing }
        guard let inspection, try isKnown(inspection, in: history),
            try documents(stating: inspection, but: publication, in: history).allSatisfy(\.isWithdrawn),
            try !isStatedByOtherTable(inspection, than: publication, authority, in: history)
        else { return .unknown }
        return .alert(
            alerts.alert(
                kind,
                on: ReportedChange(
                    provider: provider, framework: publication.framework, dates: publication.dates,
                    title: publication.title ?? publication.type ?? publication.identity,
                    url: publication.documentURL ?? publication.identity, published: publication.published,
                    seen: publication.seen, sha256: publication.sha256 ?? "", basis: publication.basis ?? .report,
                    facts: [:], change: Change(judgements: [], late: false)),
                feed: publication.feed, time: now,
                occasion: try history.countAlerts(kind: kind, subject: provider.id.text)),
            publications: inspection.publications)
    }

    /// Tells readers that what they heard to be withdrawn is back, where a document that was read for the first time
    /// states it at another address.
    func returnNews(
        of publication: StoredPublication, at now: Date, in history: HistoryTransaction
    ) throws -> PresenceNews {
        guard let id = publication.providerID, try history.hasWithdrawnDocument(of: id),
            let provider = try history.provider(id),
            let inspection = try inspection(stating: publication, of: id, at: now, in: history),
            try !documents(stating: inspection, but: publication, in: history).isEmpty
        else { return .nothing }
        return try presenceNews(
            .reportRestored, of: publication, stating: inspection, of: provider, at: now, in: history)
    }

    /// The checks of the other documents whose last word is of this inspection, as far as they were looked at again.
    private func documents(
        stating inspection: KnownInspection, but publication: StoredPublication, in history: HistoryTransaction
    ) throws -> [DocumentCheck] {
        let ids = Set(inspection.versions.map(\.id))
        return try Set(inspection.versions.filter { !$0.isRow }.map(\.publication))
            .filter { $0 != publication.row }.compactMap { other in
                let last = try history.statements(ofPublication: other, sources: sources).last { $0.trust == .trusted }
                return last.map { ids.contains($0.id) } == true ? try history.documentCheck(of: other) : nil
            }
    }

    /// Whether a row of another feed that is no less to be believed states the same, and has not been taken back.
    private func isStatedByOtherTable(
        _ inspection: KnownInspection, than publication: StoredPublication, _ authority: Authority,
        in history: HistoryTransaction
    ) throws -> Bool {
        let ids = Set(inspection.versions.map(\.id))
        let rows = inspection.versions.filter { version in
            version.isRow && version.source.feed != publication.feed
                && sources[version.source.feed].map { $0.authority >= authority } == true
        }
        return try Set(rows.map(\.publication)).contains { row in
            let last = try history.statements(ofPublication: row, sources: sources).last { $0.trust == .trusted }
            return try last.map { ids.contains($0.id) } == true && history.documentCheck(of: row)?.isWithdrawn != true
        }
    }

    /// Whether readers know what a publication states, from an alert or a baseline; `nil` where it states nothing that
    /// counts.
    func isKnownToReaders(
        _ publication: StoredPublication, of provider: ProviderID, at now: Date, in history: HistoryTransaction
    ) throws -> Bool? {
        try inspection(stating: publication, of: provider, at: now, in: history).map { try isKnown($0, in: history) }
    }

    /// Takes back what readers do not know yet and its publisher has taken back: no operator's release may tell it.
    func retract(_ publication: StoredPublication, at now: Date, in history: HistoryTransaction) throws {
        try decide(
            .reject, "its publisher took it back before readers were told of it", on: publication, at: now, in: history)
    }

    /// What was taken back so is there again.
    func reinstate(_ publication: StoredPublication, at now: Date, in history: HistoryTransaction) throws {
        guard let row = publication.row,
            let last = try history.statements(ofPublication: row, sources: sources).last(where: { $0.ruling != nil }),
            last.ruling == .reject, last.ruledBy == Recorder.ownName
        else { return }
        try decide(.withdraw, "its publisher lists it again", on: publication, at: now, in: history)
    }

    private func decide(
        _ decision: Ruling.Decision, _ why: String, on publication: StoredPublication, at now: Date,
        in history: HistoryTransaction
    ) throws {
        let ruling = Ruling(decision: decision, who: Recorder.ownName, why: why)
        // What is kept back is settled once it is released; what stands is derived all the same. Of others the poll's
        // own settlement does so, which asks for portfolios what stood before.
        for provider in try decide(ruling, on: [publication], at: now, in: history).concerned
        where try !history.holdingFeeds(of: provider).isEmpty {
            try settlement.derive(standingOf: provider, at: now, in: history)
        }
    }

    /// Who has decided what no operator has.
    private static let ownName = "ratingwatch"

    /// The inspection or the letter, as it stands today, of which a publication states something.
    private func inspection(
        stating publication: StoredPublication, of provider: ProviderID, at now: Date, in history: HistoryTransaction
    ) throws -> KnownInspection? {
        guard let row = publication.row else { return nil }
        return try settlement.derivation.timeline(of: provider, at: now, in: history).inspection(statedBy: row)
    }

    private func isKnown(_ inspection: KnownInspection, in history: HistoryTransaction) throws -> Bool {
        let versions = inspection.versions
        let ids = Set(versions.map(\.id))
        return try Set(versions.map(\.provider)).contains { provider in
            try history.told(of: provider).contains { ids.contains($0.statement) && !$0.isTakenBack }
        }
    }
}
