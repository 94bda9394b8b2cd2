import Foundation
import History
import Inspections

extension Recorder {
    /// `outcome`: what the document says of itself; `provider`: whose it is thought to be.
    func doubtAlert(
        _ publication: StoredPublication, stating outcome: Outcome, provider: Provider?, at now: Date
    ) -> Alert {
        let document = document(publication, outcome, provider, doubts: [publication.reason].compactMap(\.self))
        return alerts.operatorAlert(
            .operatorExtractionDoubtful, feed: publication.feed,
            key: "\(publication.identity)|\(publication.sha256 ?? "")",
            summary: "in doubt, so readers were not told: \(named(document)): "
                + "\(publication.reason ?? "no reason given"); see `ratingwatch doubts`", on: document, time: now)
    }

    /// What operators should hear of a document that states nothing, or was not read; `nil` for what is ordinary.
    func alert(
        on publication: StoredPublication, notReadBy reading: DocumentReading, at now: Date,
        in history: HistoryTransaction
    ) throws -> Alert? {
        switch reading {
        case .outcome(let outcome, _):
            guard let unknown = outcome.unknownReport else { return nil }
            return try unknownAlert(unknown, publication, stating: outcome, at: now, in: history)
        case .suspected(let reason, let sha256):
            let outcome = Outcome(
                result: .unreadable, media: "application/octet-stream", sha256: sha256, doubts: [reason])
            let provider = try provider(of: publication, in: history)
            let document = document(publication, outcome, provider, doubts: [])
            return alerts.operatorAlert(
                .operatorExtractionDoubtful, feed: publication.feed, key: "\(publication.identity)|\(sha256)",
                summary: "not read, so readers were not told: \(named(document)): \(reason)", on: document, time: now)
        case .unchanged, .notFollowed, .failed: return nil
        }
    }

    /// Told once for each framework and feed, however many documents there are.
    private func unknownAlert(
        _ unknown: UnknownReport, _ publication: StoredPublication, stating outcome: Outcome, at now: Date,
        in history: HistoryTransaction
    ) throws -> Alert {
        let labels = unknown.labels.isEmpty ? "" : " (\(unknown.labels.prefix(10).joined(separator: "; ")))"
        let provider = try provider(of: publication, stating: outcome, in: history)
        return alerts.operatorAlert(
            .operatorFrameworkUnknown, feed: publication.feed, key: unknown.key,
            summary: "a report of an unknown framework, of which readers were not told: "
                + "\"\(unknown.title)\" states grades\(labels): "
                + "\(publication.documentURL ?? publication.identity); add the framework's data, see `ratingwatch replay`",
            on: document(publication, outcome, provider, doubts: outcome.doubts), time: now)
    }

    private func document(
        _ publication: StoredPublication, _ outcome: Outcome, _ provider: Provider?, doubts: [String]
    ) -> AlertedDocument {
        AlertedDocument(
            provider: provider, title: publication.title ?? publication.type ?? publication.identity,
            url: publication.documentURL ?? publication.identity, published: publication.published,
            sha256: outcome.sha256, doubts: outcome.doubts.isEmpty ? doubts : outcome.doubts)
    }

    /// `Kent: Children's services inspection (https://…)`.
    private func named(_ document: AlertedDocument) -> String {
        (document.provider.map { "\($0.name): " } ?? "") + "\(document.title) (\(document.url))"
    }

    /// The alert that a known report is gone, or is back; `nil` where nobody knows whose it was.
    func presenceAlert(
        _ kind: AlertKind, of publication: StoredPublication, at now: Date, in history: HistoryTransaction
    ) throws -> Alert? {
        guard
            let provider = try publication.providerID.flatMap({ try history.provider($0) })
                ?? self.provider(of: publication, in: history)
        else { return nil }
        if try isStatedByBetter(publication, of: provider.id, at: now, in: history) { return nil }
        return alerts.alert(
            kind,
            on: ReportedChange(
                provider: provider, framework: publication.framework, dates: publication.dates,
                title: publication.title ?? publication.type ?? publication.identity,
                url: publication.documentURL ?? publication.identity, published: publication.published,
                seen: publication.seen, sha256: publication.sha256 ?? "", basis: publication.basis ?? .report,
                facts: [:], change: Change(judgements: [], late: false)),
            feed: publication.feed, time: now,
            occasion: try history.countAlerts(kind: kind, subject: provider.id.text))
    }

    /// True for a publication on an inspection that one states who is more to be believed: whether that is withdrawn,
    /// he says.
    private func isStatedByBetter(
        _ publication: StoredPublication, of provider: ProviderID, at now: Date, in history: HistoryTransaction
    ) throws -> Bool {
        let authority = sources.authority(of: publication.feed)
        if authority == .official { return false }
        let timeline = try settlement.derivation.timeline(of: provider, at: now, in: history)
        return (timeline.entries.map(\.inspection) + timeline.letters).contains { inspection in
            inspection.authority > authority && inspection.versions.contains { $0.publication == publication.row }
        }
    }
}
