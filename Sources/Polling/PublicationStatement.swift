import Foundation
import History
import Inspections
import Reports
import Text

/// What a document that was read comes to as a statement on its publication, and whether it is believed.
extension Recorder {
    /// What a document states, as the ledger has it.
    func statement(
        of publication: StoredPublication, _ row: Int64, _ provider: Provider, stating outcome: Outcome,
        in history: HistoryTransaction
    ) throws -> NewStatement {
        let isGraded = !outcome.judgements.isEmpty || outcome.result == .doubtful
        let url = publication.documentURL ?? publication.identity
        var statement = NewStatement(
            publication: row, provider: provider.id, framework: isGraded ? outcome.framework : nil,
            dates: outcome.inspection, title: publication.title ?? publication.type ?? publication.identity, url: url,
            sha256: outcome.sha256, basis: outcome.basis,
            publisher: try source(of: publication, in: history).publisher)
        statement.visit = (publication.type ?? "").lowercased()
        statement.published = publication.published
        statement.listed = publication.listed
        statement.address = publication.documentURL.map(AddressText.path(of:))
        statement.facts = outcome.facts
        statement.judgements = outcome.judgements
        statement.witnesses = outcome.witnesses
        return statement
    }

    /// What a baseline listed is silent; an entry that always serves the latest report is not so for ever.
    func isSilent(
        _ publication: StoredPublication, stating outcome: Outcome, last: Inspections.Statement?,
        in history: HistoryTransaction
    ) throws -> Bool {
        guard publication.baseline else { return false }
        guard let start = outcome.inspection.start else { return true }
        if let before = last?.dates.start, let published = last?.publishedOrRecorded, start > before, start > published
        {
            return false
        }
        guard let baseline = try history.feedState(publication.feed)?.baselineAt else { return true }
        return CalendarDate(london: baseline).map { start <= $0 } ?? true
    }

    /// Why it is not believed; `nil` where nothing speaks against it. `last`: what was trusted of the publication until
    /// now.
    func doubt(
        about publication: StoredPublication, stating outcome: Outcome, provider: Provider?,
        last: Inspections.Statement?, at now: Date, in history: HistoryTransaction
    ) throws -> Doubt? {
        if publication.state == .doubtful { return Doubt(reason: publication.reason ?? "no reason given") }
        guard let provider else { return Doubt(reason: "neither the listing nor the document names a provider") }
        if let doubt = lookup.contradiction(between: publication, and: outcome) { return Doubt(reason: doubt) }
        if let doubt = try otherNumber(in: outcome, than: publication, in: history) { return Doubt(reason: doubt) }
        let bearers = try bearers(ofNameOf: provider, inspectedUnder: outcome.framework, in: history)
        if !bearers.isEmpty { return Doubt(reason: Recorder.ambiguity(of: provider.name, bearers)) }
        if let last, last.provider != provider.id {
            let listed = try self.provider(of: publication, in: history)
            if listed == nil || listed?.id == last.provider {
                return Doubt(
                    reason:
                        "the document names \(provider.name) (\(provider.id.text)), and was known to be on \(last.provider.text)"
                )
            }
        }
        guard let today = CalendarDate(london: now) else { return nil }
        let address = publication.documentURL.map(AddressText.path(of:))
        // Of most it is the first that is known under their address.
        let isFirst = try last == nil && !(address.map(history.hasStatements(atAddress:)) ?? false)
        let all = isFirst ? [] : try history.statements(of: [provider.id], sources: sources)
        let known = try last ?? standing(at: publication, among: all, in: history)
        let authority = try history.authority(of: publication.feed, among: sources)
        return Plausibility(today: today).doubt(about: outcome, of: publication, known: known) {
            guard let known else { return [] }
            let timeline = Timeline(all, of: [provider.id], frameworks: comparison.frameworks, now: now)
            let own = timeline.entries.first { $0.inspection.versions.contains { $0.id == known.id } }
            return timeline.entries
                .filter { $0.line == own?.line && $0 != own && $0.inspection.authority >= authority }
                .compactMap(\.inspection.dates.start)
        }
    }

    /// The version that stands under a publication's address, whatever entry listed it.
    private func standing(
        at publication: StoredPublication, among known: [Inspections.Statement], in history: HistoryTransaction
    ) throws -> Inspections.Statement? {
        guard let address = publication.documentURL.map(AddressText.path(of:)) else { return nil }
        let voice = try source(of: publication, in: history).voice
        return known.filter {
            $0.trust == .trusted && $0.address == address && $0.source.voice == voice
        }.max { $0.id < $1.id }
    }

    private func source(of publication: StoredPublication, in history: HistoryTransaction) throws -> Source {
        try history.source(of: publication.feed, publisher: publication.feed, among: sources)
    }
}
