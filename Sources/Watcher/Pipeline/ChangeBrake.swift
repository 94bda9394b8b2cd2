import Foundation
import History
import Inspections

/// Keeps a poll's alerts on changed and corrected ratings back where more of a feed's providers would have one than can be believed: a publisher
/// that mixes up its reports must not make a hundred false alerts.
struct ChangeBrake: Sendable {
    let feed: FeedConfiguration
    let alerts: AlertFactory
    let raising: AlertRaising

    /// Fewer providers than this may change in one poll, whatever their share.
    static let least = 10

    /// `changing` of `known` providers.
    func isTooMuch(changing: Int, known: Int) -> Bool {
        // Where nothing was known before, there is no share: what a first poll alerts on is wanted.
        known > 0 && changing >= ChangeBrake.least && Double(changing) > feed.holdChangesOver * Double(known)
    }

    /// True where changes must wait, by an operator's word or until the whole poll has been read. `unread`: the publications
    /// whose documents have been or are to be read.
    func mustWait(_ unread: [StoredPublication], at now: Date, in history: HistoryTransaction) throws -> Bool {
        if try history.brakedSince(feed: feed.name) != nil || history.heldProviders(feed: feed.name) > 0 { return true }
        guard unread.count >= ChangeBrake.least else { return false }
        // One that was read before is of a provider that was known by it.
        let new = unread.filter { $0.sha256 == nil }
        return try isTooMuch(
            changing: unread.count, amongThoseBefore: new.map(\.seen).min() ?? now, in: history)
    }

    /// Counts the known providers no farther than it takes to tell: a feed may know tens of thousands.
    private func isTooMuch(
        changing: Int, amongThoseBefore first: Date, in history: HistoryTransaction
    ) throws -> Bool {
        let enough = feed.holdChangesOver > 0 ? Int((Double(changing) / feed.holdChangesOver).rounded(.up)) : 1
        return isTooMuch(
            changing: changing, known: try history.countProviders(feed: feed.name, seenBefore: first, most: enough))
    }

    /// After a run: operators are told once that changes are held; what was held for nothing is raised once all is read.
    func settle(at now: Date, in history: HistoryTransaction) throws -> [StoredAlert] {
        let changing = try history.heldProviders(feed: feed.name)
        guard changing > 0, try history.brakedSince(feed: feed.name) == nil else { return [] }
        let first = try history.firstHeldSeen(feed: feed.name) ?? now
        if try isTooMuch(changing: changing, amongThoseBefore: first, in: history) {
            let known = try history.countProviders(feed: feed.name, seenBefore: first)
            try history.brake(feed: feed.name, since: now)
            return try raising.raise(heldAlert(changing: changing, known: known, at: now), in: history)
        }
        if try history.hasUntried(feed: feed.name) { return [] }
        return try raising.raiseHeld(feed: feed.name, at: now, in: history)
    }

    private func heldAlert(changing: Int, known: Int, at now: Date) -> Alert {
        let most = Int((feed.holdChangesOver * 100).rounded())
        return alerts.operatorAlert(
            .operatorChangesHeld, feed: feed.name, key: now.iso8601,
            summary:
                "\(changing) of the \(known) providers known to the feed \(feed.name) would have other ratings at "
                + "once, more than \(most) %; readers are told nothing until `ratingwatch release \(feed.name)`; see "
                + "whether the publisher mixed up its reports", time: now)
    }
}
