import Foundation
import History
import Inspections
import Receivers

extension Settlement {
    /// What version 1 has told, readers know from now on: told is set to what follows today, in silence. Operators hear once which of
    /// its alerts no longer hold.
    func takeOver(at now: Date, in history: HistoryTransaction) throws -> [StoredAlert] {
        let baselines = try history.baselines()
        var denied: [String] = []
        var count = 0
        for (_, provider) in try history.unsettled(feed: HistoryTransaction.takenOver) {
            let timeline = try derivation.timeline(of: provider, at: now, in: history)
            let news = try News(
                of: [provider], told: [], timeline: timeline, baselines: baselines, isSilent: true,
                identify: { _ in "" })
            let held = try history.heldByVersion1(of: provider)
            let alerts = try history.lastAlerts(of: provider)
            let told = news.told.filter { !held.contains($0.statement) }.map { $0.told(by: alerts[$0.statement]) }
            try history.save(told, of: provider)
            let head = try derivation.head(of: provider, in: history)
            if head == provider {
                try history.save(derivation.standing(in: timeline, of: provider), of: provider)
            }
            denied += try self.denied(of: provider, by: timeline, in: history)
            try history.endTakeover(of: provider)
            count += 1
        }
        if count > 0 { try history.noteTakeover(at: now) }
        if denied.isEmpty { return [] }
        let ids =
            denied.prefix(50).joined(separator: ", ") + (denied.count > 50 ? " and \(denied.count - 50) more" : "")
        return try raising.raise(
            alerts.operatorAlert(
                .operatorBaselineDone, feed: "", key: "takeover|\(now.iso8601)",
                summary: "the history of \(count.counted("provider")) was taken over from the version before; "
                    + "what \(denied.count.counted("alert")) said no longer holds: \(ids); `ratingwatch explain ID` shows what does",
                time: now), in: history)
    }

    /// Ids of version 1's alerts that were the last word on a rating, and are not what holds today.
    private func denied(
        of provider: ProviderID, by timeline: Timeline, in history: HistoryTransaction
    ) throws -> [String] {
        let rated: Set<String> = [
            AlertKind.ratingChanged.rawValue, AlertKind.ratingCorrected.rawValue,
            AlertKind.inspectionPublished.rawValue,
        ]
        struct Place: Hashable {
            let publication: Int64
            let area: String
        }
        var last: [Place: (id: String, isCorrection: Bool, told: AlertContent.Judgement)] = [:]
        for alert in try history.alerts(on: provider) where rated.contains(alert.kind) {
            guard let publication = alert.publication else { continue }
            for judgement in try AlertContent(AlertRecord(alert)).judgements {
                last[Place(publication: publication, area: judgement.area)] = (
                    alert.id, alert.kind == AlertKind.ratingCorrected.rawValue, judgement
                )
            }
        }
        let wrong = last.filter { place, said in
            let now = timeline.entries.first { entry in
                entry.inspection.versions.contains { $0.publication == place.publication }
            }?.change.judgements.first { $0.area == place.area }
            if said.told.to != now?.to?.grade { return true }
            // A correction of version 1 compared with the version before, and a late alert with nothing.
            if said.isCorrection || said.told.direction == nil { return false }
            return said.told.from != now?.from || said.told.direction != now?.direction?.rawValue
        }
        return Set(wrong.values.map(\.id)).sorted()
    }
}

extension Told {
    /// The same, told by an alert of version 1; `nil` where none did.
    fileprivate func told(by alert: String?) -> Told {
        guard let alert else { return self }
        return Told(
            provider: provider, statement: statement, framework: framework, dates: dates, published: published,
            sha256: sha256, reader: reader,
            areas: areas.map {
                Area(
                    area: $0.area, grade: $0.grade, from: $0.from, direction: $0.direction, waits: $0.waits,
                    alert: alert)
            }, facts: facts, alert: framework == nil ? alert : nil, disputes: disputes, isBaseline: isBaseline)
    }
}
