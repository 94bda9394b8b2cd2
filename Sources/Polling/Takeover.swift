package import Foundation
package import History
import Inspections
import Receivers
import Text

extension Settlement {
    /// Providers taken over in one transaction: a program that is stopped goes on behind the last of them.
    private static let providersTakenOver = 200

    /// What version 1 has told, readers know from now on: told is set to what follows today, in silence. Operators hear
    /// once which of its alerts no longer hold. A part of it; `isDone`: nothing is left.
    package func takeOver(at now: Date, in history: HistoryTransaction) throws -> (alerts: [StoredAlert], isDone: Bool)
    {
        let providers = try history.unsettled(
            feed: HistoryTransaction.takenOver, limit: Settlement.providersTakenOver
        ).map(\.provider)
        if providers.isEmpty { return ([], true) }
        let baselines = try history.baselines()
        let dossiers = try history.dossiers(of: providers, sources: sources)
        let held = try history.providersHeldByVersion1()
        for provider in providers {
            try takeOver(
                provider, among: dossiers, isHeld: held.contains(provider), baselines: baselines, at: now, in: history)
        }
        if try history.countUnsettled(feed: HistoryTransaction.takenOver) > 0 { return ([], false) }
        try history.noteTakeover(at: now)
        return (try endTakeover(at: now, in: history), true)
    }

    private func takeOver(
        _ provider: ProviderID, among dossiers: Dossiers, isHeld: Bool, baselines: [String: Date], at now: Date,
        in history: HistoryTransaction
    ) throws {
        let timeline =
            dossiers.successors.contains(provider)
            ? try derivation.timeline(of: provider, at: now, in: history)
            : try derivation.timeline(of: provider, among: dossiers, at: now, in: history)
        let news = try News(
            of: [provider], told: [], timeline: timeline, baselines: baselines, isSilent: true, identify: { _ in "" })
        let held = isHeld ? try history.heldByVersion1(of: provider) : []
        let alerts = try history.earlierAlerts(on: provider)
        let last = Dictionary(
            alerts.filter { $0.subject == provider.text && $0.kind != AlertKind.portfolio.rawValue }
                .map { ($0.publication, $0.id) }, uniquingKeysWith: { _, later in later })
        let told = news.told.filter { !held.contains($0.statement) }.map { $0.told(by: last[$0.statement]) }
        try history.save(told, insteadOf: dossiers.told(of: provider), of: provider)
        let head = try derivation.head(of: provider, in: history)
        if head == provider {
            try history.save(
                derivation.standing(in: timeline, of: provider), insteadOf: dossiers.standing(of: provider),
                of: provider, countedIn: dossiers.tallyPlace(of: provider))
        }
        try history.note(denied: denied(alerts, by: timeline))
        try history.endTakeover(of: provider, isHeld: isHeld)
    }

    /// Says which of version 1's alerts no longer hold.
    private func endTakeover(at now: Date, in history: HistoryTransaction) throws -> [StoredAlert] {
        let (denied, count) = try history.takeDenied()
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
    private func denied(_ alerts: [HistoryTransaction.EarlierAlert], by timeline: Timeline) -> [String] {
        let rated: Set<String> = [
            AlertKind.ratingChanged.rawValue, AlertKind.ratingCorrected.rawValue,
            AlertKind.inspectionPublished.rawValue,
        ]
        struct Place: Hashable {
            let publication: Int64
            let area: String
        }
        var last: [Place: (id: String, isCorrection: Bool, told: AlertContent.Judgement)] = [:]
        for alert in alerts where rated.contains(alert.kind) {
            let record = AlertRecord(sequence: alert.sequence, id: alert.id, body: alert.body, line: "")
            // One that cannot be read claims nothing.
            for judgement in (try? AlertContent(record))?.judgements ?? [] {
                last[Place(publication: alert.publication, area: judgement.area)] = (
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
