import Feeds
import Foundation
import History
import Inspections

/// Which row of an earlier version a row is: by its number and provider, else by provider and days.
extension TableRecorder {
    /// The row's own publication, under whatever identity it was recorded.
    func known(
        _ stated: TableInspection, _ identity: String, _ provider: Provider, in history: HistoryTransaction
    ) throws -> StoredPublication? {
        if let known = try history.publication(feed: feed, identity: identity) { return known }
        for old in [oldIdentity(of: stated), identityWithPoint(of: stated, provider: provider)].compactMap(\.self) {
            let known = try history.publication(feed: feed, identity: old)
            if let known, known.providerID == provider.id { return known }
        }
        return nil
    }

    /// As it was recorded while `10300.0` was taken for another number than 10300.
    private func identityWithPoint(of stated: TableInspection, provider: Provider) -> String? {
        guard let number = stated.number, number.allSatisfy(\.isNumber) else { return nil }
        var asItWas = stated
        asItWas.number = number + ".0"
        return self.identity(of: asItWas, provider: provider)
    }

    /// Rows of earlier versions that gave the inspection's number to another provider, the nearest first; where the
    /// provider alone was corrected, one of them is its own.
    func others(
        with stated: TableInspection, than provider: Provider, in history: HistoryTransaction
    ) throws -> [StoredPublication] {
        guard !stated.isPartial, let number = Inspections.Statement.number(stated.number),
            let start = stated.dates.start
        else { return [] }
        let prefix = "\(stated.framework ?? stated.title)|\(number)|"
        let days = { (other: StoredPublication) in
            other.dates.start.map { $0.days(from: start) } ?? .max
        }
        return try history.publications(feed: feed, identityPrefix: prefix)
            .filter { $0.sha256 != source.sha256 && days($0) <= Plausibility.daysAhead }
            .sorted { (days($0), $0.identity) < (days($1), $1.identity) }
    }

    /// A row without a number is told from its neighbours by standing beside them in one version. So that it does not
    /// seem to be an older version of what now stands near it, it is stated again.
    func stateAgain(
        _ present: Set<Int64>, of provider: ProviderID, at now: Date, in history: HistoryTransaction
    ) throws {
        var last: [Int64: Inspections.Statement] = [:]
        for statement in try history.statements(of: [provider], sources: recorder.sources)
        where statement.isRow && statement.trust == .trusted && statement.ruling == nil
            && statement.source.feed == feed
        {
            last[statement.publication] = statement
        }
        while let row = last.values.filter({ row in
            row.provider == provider && present.contains(row.publication)
                && last.values.contains { isNewer($0, beside: row) }
        }).min(by: { $0.id < $1.id }) {
            var again = NewStatement(repeating: row)
            again.sha256 = source.sha256
            again.reader = reader
            let id = try recorder.state(again, feed: feed, at: now, in: history)
            let own = try history.statements(ofPublication: row.publication, sources: recorder.sources)
            last[row.publication] = own.first { $0.id == id }
            if var publication = try history.publication(row: row.publication) {
                publication.sha256 = source.sha256
                publication = try history.save(publication)
                if let decision = own.decision(onBytes: row.sha256), decision.ruling != .reject {
                    try recorder.repeatDecision(
                        decision, on: again, of: publication, after: row, at: now, in: history)
                }
            }
        }
    }

    /// True for a later statement of another version and row, so near that it seems to be on the same inspection.
    private func isNewer(_ other: Inspections.Statement, beside row: Inspections.Statement) -> Bool {
        guard other.id > row.id, other.publication != row.publication, other.sha256 != row.sha256,
            other.framework == row.framework, other.number == nil || row.number == nil, let day = other.day,
            let own = row.day
        else { return false }
        let (last, ownLast) = (other.dates.end ?? day, row.dates.end ?? own)
        return max(
            day.daysSinceEpoch - ownLast.lastDay.daysSinceEpoch, own.daysSinceEpoch - last.lastDay.daysSinceEpoch)
            <= Plausibility.daysAhead
    }

    /// Equal for one inspection in all releases, under whatever id its provider goes on; an area that is graded again
    /// later makes another one. Some publishers give several providers one number.
    func identity(of stated: TableInspection, provider: Provider) -> String {
        let kind = stated.framework ?? stated.title
        let who = stated.idAtTheTime.map { id($0).text } ?? provider.id.text
        guard let number = Inspections.Statement.number(stated.number) else {
            return "\(kind)|\(stated.idAtTheTime ?? provider.id.text)|\(stated.dates.start?.iso ?? "")"
                + (stated.isPartial ? "|again" : "")
        }
        return "\(kind)|\(number)|\(who)" + (stated.isPartial ? "|\(stated.dates.start?.iso ?? "")" : "")
    }

    /// As the first version wrote it, which took a number for the inspection's alone.
    func oldIdentity(of stated: TableInspection) -> String? {
        let kind = stated.framework ?? stated.title
        let again = stated.isPartial ? "|" + (stated.dates.start?.iso ?? "") : ""
        return stated.number.map { "\(kind)|\($0)\(again)" }
    }

    /// Two days on which the ratings that stand have moved are two inspections, however near they are.
    func seen(_ stated: TableInspection) -> String? {
        isStanding ? stated.dates.start.map { "seen \($0.iso)" } : nil
    }
}
