import Configuration
import Foundation
import History
import Inspections

/// Tells rows that a publisher has taken back: the provider's rows go back to an earlier inspection. A row that makes
/// way for a later one, or whose provider is no longer in the table at all, says nothing of the kind.
struct RowPresence {
    let poll: PollTransaction

    private var feed: String { poll.feed.name }
    private var history: HistoryTransaction { poll.history }

    /// What readers should hear, and what the operator should know of it. To be called for each poll that was answered,
    /// unchanged or not: days are counted. `tally`: what was looked at of a new version; nothing of an unchanged one.
    func look(
        at tally: TableTally, on day: CalendarDate
    ) throws -> (alerts: [StoredAlert], complaint: String?) {
        let checks = try history.missingRows(feed: feed)
        var missing = checks.filter { !tally.present.contains($0.publication) }
        let found = checks.filter { tally.present.contains($0.publication) }
        let gone = Set(try tally.visited.flatMap { try takenBack(of: $0, tally) })
        let known = Set(checks.map(\.publication))
        missing += gone.subtracting(known).sorted().map {
            DocumentCheck(publication: $0, validators: nil, checkedOn: day)
        }
        // It may be the row that cannot be read.
        if !tally.unread.isEmpty { missing = try missing.filter { try !mayBeThere($0, tally.unread) } }
        // Made way meanwhile for a later one.
        missing = try missing.filter { check in
            if gone.contains(check.publication) || check.isWithdrawn { return true }
            guard let provider = try history.publication(row: check.publication)?.providerID,
                tally.visited.contains(provider)
            else { return true }
            try history.forget(check)
            return false
        }
        // What is kept back and taken back is the publisher's own mending, however many rows it is of.
        let mended = Set(try missing.filter(isMended).map(\.publication))
        let isDoubted = try isTooMuch(missing.filter { !mended.contains($0.publication) })
        var alerts: [StoredAlert] = []
        for (check, isThere) in found.map({ ($0, true) }) + missing.map({ ($0, false) }) {
            guard let publication = try history.publication(row: check.publication) else { continue }
            var check = check
            let isMended = mended.contains(check.publication)
            let change = check.note(
                isThere: isThere, on: day,
                isDoubted: try !isThere && !isMended
                    && (isDoubted || poll.isKeptBack(publication, knownToReaders: true)),
                after: isMended ? 1 : DocumentCheck.daysToBelieve)
            if check.missingDays == 0, !check.isWithdrawn { try history.forget(check) } else { try history.save(check) }
            if let change { alerts += try poll.tell(change, of: publication, check.publication) }
        }
        let complaint =
            isDoubted
            ? "\(missing.count - mended.count) rows went back to earlier inspections at once; none counts as withdrawn; check whether an old "
                + "release was published again" : nil
        return (alerts, complaint)
    }

    /// True for a row of which readers know nothing, since news of its provider is kept back.
    private func isMended(_ check: DocumentCheck) throws -> Bool {
        guard !check.isWithdrawn, let publication = try history.publication(row: check.publication) else {
            return false
        }
        return try poll.isKeptBack(publication, knownToReaders: false)
    }

    private func mayBeThere(_ check: DocumentCheck, _ unread: UnreadInspections) throws -> Bool {
        guard let publication = try history.publication(row: check.publication) else { return false }
        let stated = try history.statements(ofPublication: check.publication, sources: poll.recorder.sources)
        return unread.mayHold(publication, numbers: stated.compactMap(\.number))
    }

    /// Rows that are not there, each later than all that are there of its provider and framework.
    private func takenBack(
        of provider: ProviderID, _ tally: TableTally
    ) throws -> [Int64] {
        let rows = try history.publications(of: provider).filter {
            $0.feed == feed && $0.basis == .table && $0.state == .read && $0.dates.start != nil
        }
        return rows.compactMap { gone in
            guard let row = gone.row, !tally.present.contains(row), let start = gone.dates.start else { return nil }
            let there = rows.filter { $0.framework == gone.framework && $0.row.map(tally.present.contains) == true }
            guard let last = there.compactMap(\.dates.start).max() else { return nil }
            // Nearer, it is the same inspection, corrected.
            return start.daysSinceEpoch - last.daysSinceEpoch > Plausibility.daysAhead ? row : nil
        }
    }

    /// Of so many it is likelier that the table is an old one.
    private func isTooMuch(_ missing: [DocumentCheck]) throws -> Bool {
        let untold = missing.count { !$0.isWithdrawn }
        if untold <= RowPresence.few { return false }
        return try untold > max(RowPresence.few, history.countPublications(feed: feed) / 10)
    }

    private static let few = 10
}
