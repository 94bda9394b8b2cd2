import Foundation
import History
import Inspections

extension Recorder {
    /// `outcome`: what the document says of itself; `provider`: whose it is thought to be; `before`: the publication as
    /// it was, and `own`: what was stated of it.
    func doubtAlert(
        _ publication: StoredPublication, after before: StoredPublication, _ own: [Inspections.Statement],
        stating outcome: Outcome, provider: Provider?, at now: Date, in history: HistoryTransaction
    ) throws -> Alert {
        let document = document(publication, outcome, provider, doubts: [publication.reason].compactMap(\.self))
        // The same bytes are in doubt again, where a version that was believed lay between.
        let isBack =
            before.state == .read && own.contains { $0.trust == .doubtful && $0.sha256 == outcome.sha256 }
        let occasion =
            isBack
            ? try history.countAlerts(kind: .operatorExtractionDoubtful, subject: "feed:\(publication.feed)") : 0
        return alerts.operatorAlert(
            .operatorExtractionDoubtful, feed: publication.feed,
            key: "\(publication.identity)|\(publication.sha256 ?? "")" + (isBack ? "|\(occasion)" : ""),
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
        case .unchanged, .notFollowed, .failed, .cut: return nil
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
        let title = document.provider?.title(of: document.title) ?? document.title
        return (document.provider.map { "\($0.name): " } ?? "") + "\(title) (\(document.url))"
    }
}
