import Configuration
import Delivery
import Foundation
import History
import Inspections
import Polling
import System

extension Watcher {
    /// Seconds between two words to operators on changes that are still held.
    private static let reminderInterval: Double = 7 * 86_400

    /// Takes over what the version before has recorded; nothing where that was done.
    func takeOver() async {
        let settlement = poll.recorder.settlement
        do throws(HistoryError) {
            while !Task.isCancelled {
                let now = clock.now()
                let (raised, isDone) = try await history.write("take over the history of the version before") {
                    try settlement.takeOver(at: now, in: $0)
                }
                onAlerts(raised)
                if !raised.isEmpty { deliveries.wake() }
                if isDone { return }
            }
        } catch {
            complain(error)
        }
    }

    /// Tells what time alone has made true: comparisons that have waited long enough, and, weekly, that changes are still held.
    func tellWhatTimeBrings() async {
        let now = clock.now()
        let patience = now.addingTimeInterval(-UnresolvedPublication.patience)
        do throws(HistoryError) {
            let (isDue, unsettled) = try await history.read("look up what is waited for") { history in
                let unsettled = try history.unsettledFeeds()
                let isDue =
                    try !unsettled.isEmpty || history.hasEndedWaits(since: patience, at: now)
                    || !history.brakesToRemind(since: now.addingTimeInterval(-Watcher.reminderInterval)).isEmpty
                return (isDue, unsettled)
            }
            if !isDue { return }
            // Where it could not be done at the start.
            if unsettled.contains(HistoryTransaction.takenOver) { await takeOver() }
        } catch {
            return complain(error)
        }
        let feeds = configuration.feeds
        let configured = Set(feeds.map(\.name))
        await tell("tell what was waited for") { recorder, now, history in
            let patience = now.addingTimeInterval(-UnresolvedPublication.patience)
            for (feed, provider) in try history.endWaits(since: patience, at: now) {
                try recorder.unsettle(provider, feed: feed, in: history)
            }
            var raised: [StoredAlert] = []
            let unsettled = try history.unsettledFeeds()
            let waiting = Set(unsettled)
            for feed in feeds where waiting.contains(feed.name) {
                raised += try recorder.settle(feed, at: now, in: history).alerts
            }
            // What a feed has brought that is configured no more.
            for name in unsettled where !configured.contains(name) {
                raised += try recorder.settlement.settle(feed: name, at: now, in: history).alerts
            }
            for (feed, since) in try history.brakesToRemind(
                since: now.addingTimeInterval(-Watcher.reminderInterval))
            {
                try history.noteReminder(feed: feed, at: now)
                raised += try recorder.raising.raise(
                    recorder.alerts.operatorAlert(
                        .operatorChangesHeld, feed: feed, key: now.iso8601,
                        summary:
                            "changes of the feed \(feed) are held since \(since.iso8601); readers are told nothing until "
                            + "`ratingwatch release \(feed)`", time: now), in: history)
            }
            return raised
        }
    }

    private func tell(
        _ operation: String,
        _ body: @Sendable @escaping (Recorder, Date, HistoryTransaction) throws -> [StoredAlert]
    ) async {
        let (recorder, now) = (poll.recorder, clock.now())
        do throws(HistoryError) {
            let raised = try await history.write(operation) { try body(recorder, now, $0) }
            onAlerts(raised)
            if !raised.isEmpty { deliveries.wake() }
        } catch {
            complain(error)
        }
    }
}
