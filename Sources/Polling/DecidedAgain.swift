import Foundation
import History
import Inspections

/// Decisions on bytes that are back, or that are listed for another provider now.
extension Recorder {
    /// True where the bytes that were decided on are back after another version, or are listed for another one now: a
    /// decision is on what they state, not on when or of whom they are listed.
    func isDecidedAgain(
        _ decision: Inspections.Statement?, of publication: StoredPublication, provider: Provider?,
        last: Inspections.Statement?, in history: HistoryTransaction
    ) throws -> Bool {
        guard let decision, decision.ruling != .reject, let provider, let last else { return false }
        if last.provider == provider.id { return last.sha256 != decision.sha256 }
        return try self.provider(of: publication, in: history)?.id == provider.id
    }

    /// States what was decided as of now, and of whom it is listed; `statement`: what is read of the same bytes.
    func repeatDecision(
        _ decision: Inspections.Statement, on statement: NewStatement, of publication: StoredPublication,
        after last: Inspections.Statement?, at now: Date, in history: HistoryTransaction
    ) throws {
        var repeated = NewStatement(repeating: decision)
        repeated.provider = statement.provider
        // Of a row, those of the table's next version.
        repeated.sha256 = statement.sha256
        repeated.published = statement.published
        repeated.listed = statement.listed
        repeated.isSilent = statement.isSilent
        repeated.ruling = decision.ruling
        repeated.ruledBy = decision.ruledBy
        repeated.ruledWhy = decision.ruledWhy
        try save(providerOf: publication, repeated, in: history)
        try state(repeated, after: last, feed: publication.feed, at: now, in: history)
    }

    func save(
        providerOf publication: StoredPublication, _ statement: NewStatement, in history: HistoryTransaction
    ) throws {
        guard try history.provider(statement.provider) == nil else { return }
        let listed = try provider(of: publication, in: history)
        let provider =
            listed?.id == statement.provider
            ? listed
            : Provider(
                id: statement.provider, name: publication.providerName ?? statement.provider.text,
                kind: Provider.unknownKind)
        if let provider {
            try save(
                provider, listedAs: publication.providerName, by: publication.feed,
                inspectedUnder: statement.framework, in: history)
        }
    }
}
