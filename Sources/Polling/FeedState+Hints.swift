import Feeds
import History

extension FeedState {
    /// Keeps what a document says on how often it changes: later answers may come without it.
    mutating func keep(_ hints: FeedHints) {
        hintedInterval = [hints.timeToLive, hints.updateInterval].compactMap(\.self).max().map(Double.init)
        skipHours = hints.skipHours
        skipDays = hints.skipDays
    }
}
