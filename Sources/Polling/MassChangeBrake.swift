import Configuration
import Foundation
import History
import Inspections
import Text

/// Keeps a poll's news back where more of it changes than can be believed: a publisher that mixes up its reports must
/// not make a hundred false alerts. What is kept back is not told, and is derived anew when an operator lets it go.
package struct MassChangeBrake: Sendable {
    /// Name of the feed.
    let feed: String
    /// Share of its known providers, 0 to 1.
    let holdChangesOver: Double
    let firstPoll: FirstPoll
    let alerts: AlertFactory

    init(feed: FeedConfiguration, alerts: AlertFactory) {
        self.init(
            feed: feed.name, holdChangesOver: feed.holdChangesOver, firstPoll: feed.firstPoll, alerts: alerts)
    }

    /// Of a feed that is configured no more: as for one of which nothing else was said.
    init(former feed: String, alerts: AlertFactory) {
        self.init(
            feed: feed, holdChangesOver: FeedConfiguration.usuallyHoldsOver, firstPoll: .baseline, alerts: alerts)
    }

    private init(feed: String, holdChangesOver: Double, firstPoll: FirstPoll, alerts: AlertFactory) {
        self.feed = feed
        self.holdChangesOver = holdChangesOver
        self.firstPoll = firstPoll
        self.alerts = alerts
    }

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
        known > 0 && changing >= MassChangeBrake.least && Double(changing) > holdChangesOver * Double(known)
    }

    /// True where news must wait until the whole poll is read. `unread`: documents that are still to be read of it.
    func mustWait(unread: Int, seenSince first: Date, in history: HistoryTransaction) throws -> Bool {
        if unread == 0 { return false }
        let changing = try history.countUnsettled(feed: feed) + unread
        if changing < MassChangeBrake.least { return false }
        if changing > MassChangeBrake.mostAlerts, firstPoll != .alert { return true }
        return try isTooMuch(changing: changing, known: known(before: first, enoughFor: changing, in: history))
    }

    /// Whose news is kept back.
    func held(
        of drafts: [Settlement.Draft], crossing: Set<ProviderID>, at now: Date, in history: HistoryTransaction
    ) throws -> Held? {
        let changing = Set(drafts.filter(\.isChange).map(\.provider)).union(crossing)
        let isBraked = try history.brakedSince(feed: feed) != nil
        let alerts = drafts.reduce(0) { $0 + $1.alerts.count }
        if alerts > MassChangeBrake.mostAlerts, firstPoll != .alert {
            try history.brake(feed: feed, since: now)
            let all = Set(drafts.map(\.provider)).union(crossing)
            return Held(
                providers: all,
                notice: isBraked ? try moreAlert(holding: all, at: now, in: history) : manyAlert(alerts, at: now))
        }
        if isBraked {
            return Held(providers: changing, notice: try moreAlert(holding: changing, at: now, in: history))
        }
        let news = drafts.flatMap(\.news.items).filter { $0.kind == .ratingChanged }
        let first = try latest(news.map(\.statement.seen).min() ?? now, in: history)
        let known = try known(before: first, enoughFor: changing.count, in: history)
        guard isTooMuch(changing: changing.count, known: known) else { return nil }
        try history.brake(feed: feed, since: now)
        let all = try history.countProviders(feed: feed, seenBefore: first)
        return Held(providers: changing, notice: changesAlert(changing: changing.count, known: all, at: now))
    }

    /// Whom a baseline listed is known, though what it listed then should say something else now.
    private func latest(_ first: Date, in history: HistoryTransaction) throws -> Date {
        guard firstPoll == .baseline, let baseline = try history.feedState(feed)?.baselineAt else {
            return first
        }
        return max(first, baseline.addingTimeInterval(0.001))
    }

    /// Counts the known providers no farther than it takes to tell: a feed may know tens of thousands.
    private func known(before first: Date, enoughFor changing: Int, in history: HistoryTransaction) throws -> Int {
        let enough = holdChangesOver > 0 ? Int((Double(changing) / holdChangesOver).rounded(.up)) : 1
        return try history.countProviders(feed: feed, seenBefore: first, most: enough)
    }

    private func changesAlert(changing: Int, known: Int, at now: Date) -> Alert {
        let most = Int((holdChangesOver * 100).rounded())
        return heldAlert(
            "\(changing) of the \(known) providers known to the feed \(feed) would have changed ratings at "
                + "once, more than \(most) %", at: now)
    }

    func manyAlert(_ count: Int, at now: Date) -> Alert {
        heldAlert(
            "one poll of the feed \(feed) would raise \(count) alerts, more than \(MassChangeBrake.mostAlerts)",
            at: now)
    }

    /// Whose news is kept back from now on too, which may have nothing to do with what the feed is held for; `nil`
    /// where operators know of all of them.
    private func moreAlert(
        holding providers: Set<ProviderID>, at now: Date, in history: HistoryTransaction
    ) throws -> Alert? {
        let more = providers.subtracting(try history.heldProviders(feed: feed)).sorted()
        if more.isEmpty { return nil }
        let names = try more.prefix(MassChangeBrake.mostNames).map { try history.provider($0)?.name ?? $0.text }
        let others = more.count - names.count
        return heldAlert(
            "the feed \(feed) is held, and what has changed meanwhile for \(more.count.counted("more provider")) is kept "
                + "back too: " + names.joined(separator: ", ") + (others > 0 ? " and \(others) more" : ""), at: now)
    }

    /// Who is named in a sentence.
    private static let mostNames = 10

    func heldAlert(_ what: String, at now: Date) -> Alert {
        alerts.operatorAlert(
            .operatorChangesHeld, feed: feed, key: now.iso8601,
            summary: "\(what); readers are told nothing until `ratingwatch release \(ShellText.word(feed))`; see "
                + "whether the publisher mixed up its reports", time: now)
    }
}
