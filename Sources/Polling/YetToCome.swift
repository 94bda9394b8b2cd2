package import Foundation
package import History
import Inspections

/// What is in doubt for nothing but a day that is yet to come is believed once that day has come: whoever reads it for
/// the first time then would believe it, and its source need never say it again.
extension Recorder {
    /// True where the day of something in doubt has come.
    package func hasAwaitedDays(at now: Date, in history: HistoryTransaction) throws -> Bool {
        try CalendarDate(london: now).map { try !history.awaited(by: $0).isEmpty } ?? false
    }

    /// States again whatever's day has come, as if it were read now; what speaks against it besides keeps it in doubt.
    package func endAwaitedDays(at now: Date, in history: HistoryTransaction) throws {
        guard let today = CalendarDate(london: now) else { return }
        for publication in try history.awaited(by: today) {
            guard let row = publication.row else { continue }
            let own = try history.statements(ofPublication: row, sources: sources)
            guard let stated = own.last(where: { $0.ruling == nil }) else { continue }
            try state(stated, again: publication, after: own.lastBelieved, at: now, in: history)
        }
    }

    private func state(
        _ stated: Inspections.Statement, again publication: StoredPublication, after last: Inspections.Statement?,
        at now: Date, in history: HistoryTransaction
    ) throws {
        var settled = publication
        settled.state = .read
        settled.reason = stated.judgements.isEmpty ? "states no grade" : nil
        let doubt = try doubt(about: settled, stating: stated, after: last, at: now, in: history)
        if let doubt {
            settled.state = .doubtful
            settled.reason = doubt.reason
        } else {
            settled.unresolvedSince = nil
            settled.providerID = stated.provider
        }
        var statement = NewStatement(repeating: stated)
        statement.trust = doubt == nil ? .trusted : .doubtful
        statement.awaited = doubt?.awaited
        if doubt == nil { try save(providerOf: publication, statement, in: history) }
        _ = try save(settled, after: publication, at: now, in: history)
        try state(statement, after: last, feed: publication.feed, at: now, in: history)
        if doubt == nil {
            try endDoubts(
                ofAddress: statement.address, of: publication.feed, except: stated.publication, at: now, in: history)
        }
    }

    private func doubt(
        about publication: StoredPublication, stating stated: Inspections.Statement,
        after last: Inspections.Statement?, at now: Date, in history: HistoryTransaction
    ) throws -> Doubt? {
        if stated.isRow {
            // The day of its publication, where that was awaited, has come.
            return CalendarDate(london: now).flatMap {
                Plausibility(today: $0).doubt(about: stated.dates, published: stated.published, printed: nil)
            }
        }
        let outcome = Outcome(
            result: stated.judgements.isEmpty ? .ungraded : .graded, media: "", sha256: stated.sha256,
            framework: stated.framework, basis: stated.basis, inspection: stated.dates, judgements: stated.judgements)
        let provider = try history.provider(stated.provider) ?? provider(of: publication, in: history)
        return try doubt(about: publication, stating: outcome, provider: provider, last: last, at: now, in: history)
    }
}
