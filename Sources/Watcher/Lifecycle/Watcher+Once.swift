import Foundation
import History

extension Watcher {
    /// Feeds that are polled side by side.
    static let feedsSideBySide = 8

    /// Does all that is due now, deliveries too, and returns.
    func runOnce() async {
        let started = clock.now()
        await complainOfLostReceivers()
        await withTaskGroup(of: Void.self) { group in
            for (index, feed) in configuration.feeds.enumerated() {
                if index >= Watcher.feedsSideBySide { await group.next() }
                group.addTask { await runIfDue(feed, at: started) }
            }
        }
        await deliveries.runOnce()
        await close()
    }

    /// A long first poll comes in several runs; a retry that falls due meanwhile belongs to the next call.
    private func runIfDue(_ feed: FeedConfiguration, at started: Date) async {
        do throws(HistoryError) {
            guard let due = try await pipeline.nextDue(feed), due <= started else { return }
            while await run(feed)?.hasMore == true {}
        } catch {
            complain(of: feed, error)
        }
    }
}
