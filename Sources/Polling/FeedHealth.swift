package import Configuration
import Feeds
package import Foundation
package import History
import Inspections
import Text
import YAML

/// Whether a feed that can be read is well: it goes on listing something new, and all that it listed.
extension FeedUpdate {
    /// Notes how many publications a good poll found that were not known; the alert, once each, when the feed has been
    /// quiet for longer than configured and when it wakes up.
    func note(newPublications count: Int, in state: inout FeedState, at now: Date) -> Alert? {
        let before = state.newestSeen ?? now
        state.newestSeen = count > 0 ? now : before
        if count > 0 {
            guard state.quiet else { return nil }
            state.quiet = false
            return alerts.operatorAlert(
                .operatorFeedRecovered, feed: feed.name, key: "quiet|\(now.iso8601)",
                summary: "the feed \(feed.name) lists something new again, for the first time since \(before.iso8601)",
                time: now)
        }
        guard let limit = feed.quietAfter, !state.quiet, now.timeIntervalSince(before) >= limit else { return nil }
        state.quiet = true
        return alerts.operatorAlert(
            .operatorFeedQuiet, feed: feed.name, key: now.iso8601,
            summary: "the feed \(feed.name) can be read but has listed nothing new for \(DurationText.text(limit)), "
                + "since \(before.iso8601); check whether the publisher still keeps it", time: now)
    }
}

extension FeedUpdate {
    /// A shorter listing than this may halve by chance.
    static let leastToShrink = 10

    /// Compares a listing's length with that of the one before it; the alert, once each, when it has fallen to less
    /// than half and when it is long again. That a publication is missing says nothing of the publication itself.
    func note(sizeOf document: FeedDocument, in state: inout FeedState, at now: Date) -> Alert? {
        // What a broken document lacks, or one that only says that the feed has ended, is no measure.
        if document.recovered || document.ended { return nil }
        return note(listed: document.publications.count, in: &state, at: now)
    }

    /// `count`: publications, or rows of a table.
    func note(listed count: Int, in state: inout FeedState, at now: Date) -> Alert? {
        let before = state.listed ?? count
        guard before >= FeedUpdate.leastToShrink, count * 2 < before else {
            state.listed = count
            guard state.shrunk else { return nil }
            state.shrunk = false
            return alerts.operatorAlert(
                .operatorFeedRecovered, feed: feed.name, key: "shrank|\(now.iso8601)",
                summary: "the feed \(feed.name) lists \(count.counted("publication")) again", time: now)
        }
        // The longer listing stays the measure, or the next short one would pass for recovered.
        if state.shrunk { return nil }
        state.shrunk = true
        return alerts.operatorAlert(
            .operatorFeedShrank, feed: feed.name, key: now.iso8601,
            summary:
                "the feed \(feed.name) lists \(count.counted("publication")) where it listed \(before); none counts as "
                + "withdrawn; check whether the publisher cut the listing", time: now)
    }
}

extension Recorder {
    /// Operators who know that a feed fails pair its recovery with that by its name: what fails on under another name
    /// is told under that, and is over under the old one. `names`: new ones by old ones.
    package func tellOfRenamed(
        _ names: [String: String], configured: [FeedConfiguration], at now: Date, in history: HistoryTransaction
    ) throws {
        let feeds = Set(configured.map(\.name))
        for (old, new) in names.sorted(by: { $0.key < $1.key }) {
            guard let state = try history.feedState(new), state.isFailing else { continue }
            let isAsked = feeds.contains(new)
            let rest = isAsked ? "called \(new) now; that it fails is told under that name" : "configured no more"
            let over = alerts.operatorAlert(
                .operatorFeedRecovered, feed: old, key: now.iso8601,
                summary: "the feed \(old) is \(rest)", time: now)
            _ = try raising.raise(over, in: history)
            if !isAsked { continue }
            let failing = alerts.operatorAlert(
                .operatorFeedFailing, feed: new, key: now.iso8601,
                summary: "the feed \(new), which was called \(old), failed \(state.failures) times in a row: "
                    + (state.lastError ?? "no reason given"), time: now)
            _ = try raising.raise(failing, in: history)
        }
    }
    /// What operators know to fail and is configured no more is over too, and so is what they were told of all
    /// addresses of a feed as one, once none is left that they were not told of.
    package func tellOfRemoved(configured: [FeedConfiguration], at now: Date, in history: HistoryTransaction) throws {
        let feeds = Set(configured.map(\.name))
        let failing = try history.failingFeeds()
        let removed = failing.filter { !feeds.contains($0.name) }
        // As a rule.
        if removed.isEmpty { return }
        for before in removed {
            var state = before
            (state.failures, state.lastError) = (0, nil)
            try history.save(state, after: before)
            let over = alerts.operatorAlert(
                .operatorFeedRecovered, feed: before.name, key: now.iso8601,
                summary: "the feed \(before.name) is configured no more", time: now)
            if try history.isToldToFail(over.subject) { _ = try raising.raise(over, in: history) }
        }
        // A feed of its own may be called as the part of another's name before a slash.
        let families = Set(removed.compactMap { FeedFamily.name(ofMember: $0.name) }).subtracting(feeds)
        for family in families.sorted() {
            let others = failing.filter { feeds.contains($0.name) && FeedFamily.name(ofMember: $0.name) == family }
            let over = try recoveredAlert(ofFamily: family, failing: others, at: now, in: history)
            if let over { _ = try raising.raise(over, in: history) }
        }
    }
}
