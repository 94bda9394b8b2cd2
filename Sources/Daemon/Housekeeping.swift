import Configuration
import Delivery
import Foundation
import History
import Inspections
import Logging
import Polling
import System
import Text

/// What is to be done beside the polls: before the first of them, and as time goes by.
extension Application {
    /// Goes on behind what the logs hold, where the history was restored from a backup; before anything is raised.
    func followLogs() async {
        do throws(HistoryError) {
            for complaint in try await LogReconciliation(configuration).run(on: history.sharing(.own)) {
                logger.warning("\(complaint)")
            }
        } catch {
            complain(error)
        }
    }

    /// Keeps every wait as long as it was although the wall clock was set back, by so many seconds less than 0.
    func moveWaits(by step: Double) async {
        let now = clock.now()
        logger.warning("the clock was set back by \(Int(-step)) s; every wait stays as long as it was")
        do throws(HistoryError) {
            try await history.write("follow the clock") { try $0.moveWaits(by: step, after: now) }
        } catch {
            complain(error)
        }
    }

    /// Says what of the configuration is probably not meant.
    func complainOfDoubts() {
        for warning in configuration.warnings { logger.warning("\(warning)") }
        if !Confinement.hasLandlock {
            logger.warning(
                "this kernel has no Landlock: a program that a hostile PDF takes over could read the files of this user, and still reach nothing else"
            )
        }
    }

    /// Has what the history knows of feeds follow what the configuration makes of them now: their names and addresses,
    /// whose word they are, and for whom they may speak.
    func followConfiguredFeeds() async {
        // Before whatever is polled; where the configuration no longer counts, its names do not either.
        guard let share = duties.contested else { return }
        do throws(HistoryError) {
            let changes = try await history.sharing(share).write("follow the configured feeds") {
                [configuration, recorder = poll.recorder, now = clock.now()] history in
                var known = try history.feedIdentities()
                let changes = try FeedNames.changes(
                    known, configured: configuration.feeds, isEmpty: history.isEmpty)
                if !changes.isEmpty {
                    try history.rename(feeds: changes)
                    known = try history.feedIdentities()
                    try recorder.tellOfRenamed(changes, configured: configuration.feeds, at: now, in: history)
                }
                try recorder.tellOfRemoved(configured: configuration.feeds, at: now, in: history)
                try FeedNames.followAddresses(of: configuration.feeds, known: known, in: history)
                for feed in try history.follow(SourceDirectory(configuration.feeds)) {
                    try recorder.readWhatIsFollowedNow(of: feed, at: now, in: history)
                }
                if changes.isEmpty { return changes }
                for silence in try history.silences(at: now) {
                    // One that a newer version has written stays as it is.
                    guard let match = try? Silence.match(silence.match, renaming: changes) else { continue }
                    try history.changeSilence(silence.id, match: match)
                }
                return changes
            }
            for (old, new) in changes.sorted(by: { $0.key < $1.key }) {
                logger.about(feed: new).notice("feed \(new): was called \(old), and keeps what is known of it")
            }
        } catch {
            complain(error)
        }
    }

    /// Gives councils back their names that a document had called `Durham's`, as older versions took them.
    func nameCouncilsAsRegistered() async {
        do throws(HistoryError) {
            try await history.sharing(.own).write("name councils") { [recorder = poll.recorder] history in
                for council in try history.providersNamedInPossessive().compactMap(recorder.lookup.council(as:)) {
                    try history.save(council, namedBy: .registry)
                }
            }
        } catch {
            complain(error)
        }
    }

    /// Says what is still to be delivered to receivers that the configuration no longer names: a renamed one, as a
    /// rule.
    func complainOfLostReceivers() async {
        do throws(HistoryError) {
            let (waiting, others) = try await history.read("look up receivers") {
                (try $0.receiversWaiting(), try $0.logsOfFleet())
            }
            let known = configuration.receivers.map(\.name) + others
            for name in waiting where !known.contains(name) {
                logger.about(receiver: name).warning(
                    "alerts wait for the receiver \"\(name)\", which is not configured; give a receiver that name to get them"
                )
            }
        } catch {
            complain(error)
        }
    }

    /// Seconds between two words to operators on changes that are still held.
    private static let reminderInterval: Double = 7 * 86_400

    /// Takes over what the version before has recorded; nothing where that was done.
    func takeOver() async {
        let settlement = poll.recorder.settlement
        do throws(HistoryError) {
            while !Task.isCancelled {
                let now = clock.now()
                let (raised, isDone) = try await history.sharing(.own).write(
                    "take over the history of the version before"
                ) {
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

    /// Says that all is well where a receiver wants to hear it, and tells readers of whom nothing could be learnt.
    func assureReaders() async {
        let assurance = Assurance(configuration, recorder: poll.recorder)
        if !assurance.isAsked { return }
        await tell("assure readers") { _, now, history in try assurance.tell(at: now, in: history) }
    }

    /// Tells what time alone has made true: comparisons that have waited long enough, inspections whose day has come,
    /// and, weekly, that changes are still held.
    func tellWhatTimeBrings() async {
        let now = clock.now()
        let latest = now.addingTimeInterval(-UnresolvedPublication.longestWait)
        do throws(HistoryError) {
            let (isDue, unsettled) = try await history.read("look up what is waited for") {
                [recorder = poll.recorder] history in
                let unsettled = try history.unsettledFeeds()
                let isDue =
                    try !unsettled.isEmpty || history.hasEndedWaits(since: latest, at: now)
                    || recorder.hasAwaitedDays(at: now, in: history)
                    || !history.brakesToRemind(since: now.addingTimeInterval(-Application.reminderInterval)).isEmpty
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
            let latest = now.addingTimeInterval(-UnresolvedPublication.longestWait)
            for (feed, provider) in try history.endWaits(since: latest, at: now) {
                try recorder.unsettle(provider, feed: feed, in: history)
            }
            try recorder.endAwaitedDays(at: now, in: history)
            var raised: [StoredAlert] = []
            let unsettled = try history.unsettledFeeds()
            let waiting = Set(unsettled)
            for feed in feeds where waiting.contains(feed.name) {
                raised += try recorder.settle(feed, at: now, in: history).alerts
            }
            // What a feed has brought that is configured no more.
            for name in unsettled where !configured.contains(name) {
                raised += try recorder.settle(former: name, at: now, in: history).alerts
            }
            for (feed, since) in try history.brakesToRemind(
                since: now.addingTimeInterval(-Application.reminderInterval))
            {
                try history.noteReminder(feed: feed, at: now)
                raised += try recorder.raising.raise(
                    recorder.alerts.operatorAlert(
                        .operatorChangesHeld, feed: feed, key: now.iso8601,
                        summary:
                            "changes of the feed \(feed) are held since \(since.iso8601); readers are told nothing until "
                            + "`ratingwatch release \(ShellText.word(feed))`", time: now), in: history)
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
