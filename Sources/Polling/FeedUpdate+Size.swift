import Configuration
import Feeds
import Foundation
import History
import Inspections
import Text

extension FeedUpdate {
    /// A shorter listing than this may halve by chance.
    static let leastToShrink = 10

    /// Compares a listing's length with that of the one before it; the alert, once each, when it has fallen to less than half and
    /// when it is long again. That a publication is missing says nothing of the publication itself.
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
                "the feed \(feed.name) lists \(count.counted("publication")) where it listed \(before); none is taken for "
                + "withdrawn; see whether the publisher cut the listing", time: now)
    }
}
