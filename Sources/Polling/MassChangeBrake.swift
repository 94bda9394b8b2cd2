import Configuration
import Foundation
import History
import Inspections

/// Keeps a poll's news back where more of it changes than can be believed: a publisher that mixes up its reports must not make a
/// hundred false alerts. What is kept back is not told, and is derived anew when an operator lets it go.
package struct MassChangeBrake: Sendable {
    let feed: FeedConfiguration
    let alerts: AlertFactory

    /// Fewer providers than this may change in one poll, whatever their share.
    static let least = 10
    /// More alerts to readers than this are held, of whatever kind.
    static let mostAlerts = 200

    struct Held {
        let providers: Set<ProviderID>
        /// What operators are to hear of it; `nil` where they know.
        let notice: Alert?
    }

    /// `changing` of `known` providers.
    func isTooMuch(changing: Int, known: Int) -> Bool {
        // Where nothing was known before, there is no share: what a first poll alerts on is wanted.
        known > 0 && changing >= MassChangeBrake.least && Double(changing) > feed.holdChangesOver * Double(known)
    }

    /// True where news must wait until the whole poll is read. `unread`: documents that are still to be read of it.
    func mustWait(unread: Int, seenSince first: Date, in history: HistoryTransaction) throws -> Bool {
        if unread == 0 { return false }
        let changing = try history.countUnsettled(feed: feed.name) + unread
        if changing < MassChangeBrake.least { return false }
        if changing > MassChangeBrake.mostAlerts, feed.firstPoll != .alert { return true }
        return try isTooMuch(changing: changing, known: known(before: first, enoughFor: changing, in: history))
    }

    /// Whose news is kept back.
    func held(
        of drafts: [Settlement.Draft], crossing: Set<ProviderID>, at now: Date, in history: HistoryTransaction
    ) throws -> Held? {
        let changing = Set(drafts.filter(\.isChange).map(\.provider)).union(crossing)
        if try history.brakedSince(feed: feed.name) != nil { return Held(providers: changing, notice: nil) }
        let alerts = drafts.reduce(0) { $0 + $1.alerts.count }
        if alerts > MassChangeBrake.mostAlerts, feed.firstPoll != .alert {
            try history.brake(feed: feed.name, since: now)
            return Held(providers: Set(drafts.map(\.provider)).union(crossing), notice: manyAlert(alerts, at: now))
        }
        let news = drafts.flatMap(\.news.items).filter { $0.kind == .ratingChanged }
        let first = try latest(news.map(\.statement.seen).min() ?? now, in: history)
        let known = try known(before: first, enoughFor: changing.count, in: history)
        guard isTooMuch(changing: changing.count, known: known) else { return nil }
        try history.brake(feed: feed.name, since: now)
        let all = try history.countProviders(feed: feed.name, seenBefore: first)
        return Held(providers: changing, notice: changesAlert(changing: changing.count, known: all, at: now))
    }

    /// Whom a baseline listed is known, though what it listed then should say something else now.
    private func latest(_ first: Date, in history: HistoryTransaction) throws -> Date {
        guard feed.firstPoll == .baseline, let baseline = try history.feedState(feed.name)?.baselineAt else {
            return first
        }
        return max(first, baseline.addingTimeInterval(0.001))
    }

    /// Counts the known providers no farther than it takes to tell: a feed may know tens of thousands.
    private func known(before first: Date, enoughFor changing: Int, in history: HistoryTransaction) throws -> Int {
        let enough = feed.holdChangesOver > 0 ? Int((Double(changing) / feed.holdChangesOver).rounded(.up)) : 1
        return try history.countProviders(feed: feed.name, seenBefore: first, most: enough)
    }

    private func changesAlert(changing: Int, known: Int, at now: Date) -> Alert {
        let most = Int((feed.holdChangesOver * 100).rounded())
        return heldAlert(
            "\(changing) of the \(known) providers known to the feed \(feed.name) would have other ratings at "
                + "once, more than \(most) %", at: now)
    }

    private func manyAlert(_ count: Int, at now: Date) -> Alert {
        heldAlert(
            "one poll of the feed \(feed.name) would raise \(count) alerts, more than \(MassChangeBrake.mostAlerts)",
            at: now)
    }

    private func heldAlert(_ what: String, at now: Date) -> Alert {
        alerts.operatorAlert(
            .operatorChangesHeld, feed: feed.name, key: now.iso8601,
            summary: "\(what); readers are told nothing until `ratingwatch release \(feed.name)`; see "
                + "whether the publisher mixed up its reports", time: now)
    }
}
