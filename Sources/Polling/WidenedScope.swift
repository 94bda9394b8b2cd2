package import Foundation
package import History
import Inspections

/// Whom a feed may speak for, and from where its documents are read, is an operator's word: what was not read for it is
/// read once it is another one.
extension Recorder {
    /// Has what was not followed of a feed read again, where the feed may speak for whom it is on. It stays as silent
    /// as it was listed: what the first poll listed is told to nobody.
    package func readWhatIsFollowedNow(of feed: String, at now: Date, in history: HistoryTransaction) throws {
        for before in try history.publicationsNotFollowed(feed: feed) {
            if try refusal(of: provider(of: before, in: history), statedBy: feed) != nil { continue }
            var publication = before
            publication.state = .pending
            publication.reason = nil
            publication.attempts = 0
            publication.nextTry = now
            publication.waitsSince = now
            _ = try save(publication, after: before, at: now, in: history)
        }
    }
}
