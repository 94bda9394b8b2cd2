import Foundation
import History

extension Watcher {
    /// Feeds that are polled side by side.
    static let feedsSideBySide = 8

    /// Does all that is due now, deliveries too, and returns.
    func runOnce() async {
        let started = clock.now()
        await withTaskGroup(of: Void.self) { group in
            for (index, feed) in configuration.feeds.enumerated() {
                if index >= Watcher.feedsSideBySide { await group.next() }
                group.addTask { await runWhileDue(feed, at: started) }
            }
        }
        await deliver()
        await close()
    }

    /// A long first poll comes in several runs, each of which leaves the rest due at once.
    private func runWhileDue(_ feed: FeedConfiguration, at started: Date) async {
        do throws(HistoryError) {
            while let due = try await pipeline.nextDue(feed), due <= clock.now() {
                _ = await run(feed)
                // A retry that falls due while others are read belongs to the next call.
                guard let next = try await pipeline.nextDue(feed), next <= started else { return }
            }
        } catch {
            complain(of: feed, error)
        }
    }
}
