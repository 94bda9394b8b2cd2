import Foundation
import History
import Inspections

extension Recorder {
    func doubtAlert(_ publication: StoredPublication, at now: Date) -> Alert {
        let name = publication.title ?? publication.documentURL ?? publication.identity
        return alerts.operatorAlert(
            .operatorExtractionDoubtful, feed: publication.feed,
            key: "\(publication.identity)|\(publication.sha256 ?? "")",
            summary: "in doubt, no reader was told: \(name): \(publication.reason ?? "no reason given")", time: now)
    }

    /// Told once for each framework and feed, however many documents there are.
    func unknownAlert(_ unknown: UnknownReport, _ publication: StoredPublication, at now: Date) -> Alert {
        let labels = unknown.labels.isEmpty ? "" : " (\(unknown.labels.prefix(10).joined(separator: "; ")))"
        return alerts.operatorAlert(
            .operatorFrameworkUnknown, feed: publication.feed, key: unknown.key,
            summary: "a report of no known framework, no reader was told: \"\(unknown.title)\" states grades\(labels): "
                + "\(publication.documentURL ?? publication.identity); add the framework's data, see `ratingwatch replay`",
            time: now)
    }

    /// The alert that a known report is gone, or is back; `nil` where nobody knows whose it was.
    func presenceAlert(
        _ kind: AlertKind, of publication: StoredPublication, at now: Date, in history: HistoryTransaction
    ) throws -> Alert? {
        guard
            let provider = try publication.providerID.flatMap({ try history.provider($0) })
                ?? self.provider(of: publication, in: history)
        else { return nil }
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
}
