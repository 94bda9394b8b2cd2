import Configuration
import Foundation
import History
import Inspections
import YAML

extension FeedUpdate {
    /// Notes how many publications a good poll found that were not known; the alert, once each, when the feed has been quiet for
    /// longer than configured and when it wakes up.
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
                + "since \(before.iso8601); see whether the publisher still keeps it", time: now)
    }
}
