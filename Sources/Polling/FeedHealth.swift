import Configuration
import Feeds
import Foundation
import History
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
