import Configuration
import Delivery
import Foundation
import History
import Polling
import System

extension Application {
    /// Feeds that are polled side by side.
    static let feedsSideBySide = 16

    /// Does all that is due now, deliveries too, and returns.
    func runOnce() async {
        let started = clock.now()
        await followLogs()
        await followRenamedFeeds()
        await nameCouncilsAsRegistered()
        await takeOver()
        await complainOfLostReceivers()
        complainOfDoubts()
        await withTaskGroup(of: Void.self) { group in
            for (index, feed) in await due(at: started).enumerated() {
                if index >= Application.feedsSideBySide { await group.next() }
                // It comes in several steps; a retry that falls due meanwhile belongs to the next call.
                group.addTask { while await run(feed, started: started)?.hasMore == true {} }
            }
        }
        await tellWhatTimeBrings()
        await publishing?.runOnce()
        await deliveries.runOnce()
        await close()
    }

    private func due(at now: Date) async -> [FeedConfiguration] {
        do throws(HistoryError) {
            let due = try await poll.nextDue(configuration.feeds, at: now)
            return zip(configuration.feeds, due).compactMap { feed, due in
                due.map { $0 <= now } == true ? feed : nil
            }
        } catch {
            complain(error)
            return []
        }
    }
}
