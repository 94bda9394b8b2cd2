import Foundation
import History
import Inspections

extension Recorder {
    /// Why an operator's decision cannot be recorded.
    struct RulingMistake: Error, CustomStringConvertible {
        let description: String
    }

    /// Records that what a doubtful document states is right; answers the alerts that follow. `publications`: all entries for one
    /// document.
    func accept(
        _ publications: [StoredPublication], who: String, why: String, at now: Date, in history: HistoryTransaction
    ) throws -> [StoredAlert] {
        let stated = try publications.compactMap(\.row).flatMap {
            try history.statements(ofPublication: $0, sources: sources)
        }
        // A doubt that a newer version, or a decision, has superseded is none any longer.
        guard let doubtful = stated.filter({ $0.trust == .doubtful }).max(by: { $0.id < $1.id }),
            let publication = publications.first(where: { $0.row == doubtful.publication }),
            publication.state == .doubtful
        else {
            throw RulingMistake(
                description: "nothing of it is in doubt; `ratingwatch publications` shows the state of each")
        }
        if doubtful.judgements.isEmpty, doubtful.framework != nil {
            throw RulingMistake(description: "its document states no grade that could be accepted")
        }
        var statement = NewStatement(
            publication: doubtful.publication, provider: doubtful.provider, framework: doubtful.framework,
            dates: doubtful.dates, title: doubtful.title, url: doubtful.url, sha256: doubtful.sha256,
            basis: doubtful.basis, publisher: doubtful.source.publisher)
        statement.visit = doubtful.visit
        statement.published = doubtful.published
        statement.listed = doubtful.listed
        statement.address = doubtful.address
        statement.reader = doubtful.reader
        statement.number = doubtful.number
        statement.isRow = doubtful.isRow
        statement.isPartial = doubtful.isPartial
        statement.isSilent = doubtful.isSilent
        statement.facts = doubtful.facts ?? [:]
        statement.judgements = doubtful.judgements
        statement.ruling = .accept
        statement.ruledBy = who
        statement.ruledWhy = why
        if try history.provider(doubtful.provider) == nil,
            let provider = try publication.providerID.flatMap({ try history.provider($0) })
                ?? provider(of: publication, in: history)
        {
            try save(
                provider, listedAs: publication.providerName, inspectedUnder: doubtful.framework, in: history)
        }
        try history.record(statement, at: now)
        var settled = publication
        settled.state = .read
        settled.reason = "accepted by \(who): \(why)"
        settled.providerID = doubtful.provider
        settled.nextTry = nil
        settled.unresolvedSince = nil
        settled = try history.save(settled)
        try history.note(settled, at: now)
        let concerned = Set(stated.map(\.provider))
        for known in concerned { try unsettle(known, feed: publication.feed, in: history) }
        try history.endDoubts(ofAddress: statement.address, except: doubtful.publication)
        return try settlement.settle(
            feed: publication.feed, only: concerned, manner: .released, at: now, in: history
        ).alerts
    }
}
