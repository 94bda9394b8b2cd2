import Foundation
import History

/// Runs the watcher on a timer until it is told to stop.
actor Daemon {
    private let watcher: Watcher
    private let notifier: ServiceNotifier
    private let wakes: AsyncStream<Void>
    private let wake: AsyncStream<Void>.Continuation
    private let timer: WakeTimer
    private var due: [String: Date] = [:]
    private var inFlight: Set<String> = []
    private var isStopping = false
    /// Longest sleep in seconds, so that the watchdog is fed in time.
    private let wakeInterval: Double

    /// The daemon looks around at least this often, seconds: a step of the wall clock must not put it to sleep.
    private static let longestSleep: Double = 60

    /// `watchdogSeconds`: systemd ends a daemon that it has not heard of for so long; `nil` where it does not watch.
    init(watcher: Watcher, notifier: ServiceNotifier, watchdogSeconds: Double?) {
        self.watcher = watcher
        self.notifier = notifier
        wakeInterval = min(Daemon.longestSleep, watchdogSeconds.map { $0 / 2 } ?? Daemon.longestSleep)
        let (wakes, wake) = AsyncStream<Void>.makeStream(bufferingPolicy: .bufferingNewest(1))
        self.wakes = wakes
        self.wake = wake
        timer = WakeTimer { wake.yield() }
    }

    /// Returns once `stop` was called and what was under way has ended.
    func run() async {
        for feed in watcher.configuration.feeds { due[feed.name] = await firstDue(feed) }
        await watcher.complainOfLostReceivers()
        notifier.ready()
        await withDiscardingTaskGroup { group in
            group.addTask { await self.watcher.deliveries.run() }
            startWhatIsDue(in: &group)
            for await _ in wakes {
                if isStopping { break }
                startWhatIsDue(in: &group)
                group.addTask { await self.watchOver() }
            }
            group.cancelAll()
        }
        notifier.stopping()
        await watcher.close()
    }

    /// Ends `run`: requests under way are cancelled, nothing half-done is recorded.
    func stop() {
        isStopping = true
        wake.yield()
    }

    private func firstDue(_ feed: FeedConfiguration) async -> Date? {
        do throws(HistoryError) {
            return try await watcher.pipeline.nextDue(feed)
        } catch {
            watcher.complain(of: feed, error)
            return retryTime
        }
    }

    private var retryTime: Date {
        watcher.clock.now().addingTimeInterval(watcher.configuration.http.retryFirst)
    }

    private func startWhatIsDue(in group: inout DiscardingTaskGroup) {
        let now = watcher.clock.now()
        for feed in watcher.configuration.feeds {
            guard inFlight.count < Watcher.feedsSideBySide else { break }
            guard !inFlight.contains(feed.name), let instant = due[feed.name], instant <= now else { continue }
            inFlight.insert(feed.name)
            group.addTask {
                let report = await self.watcher.run(feed)
                await self.finished(feed, report)
            }
        }
        // With all places taken, the end of a poll wakes the daemon.
        let hasPlace = inFlight.count < Watcher.feedsSideBySide
        let next = hasPlace ? due.filter { !inFlight.contains($0.key) }.values.min() : nil
        let seconds = next.map { $0.timeIntervalSince(now) } ?? Daemon.longestSleep
        timer.wake(afterSeconds: min(max(seconds, 0.01), wakeInterval))
        notifier.status("watching \(due.count) feeds, \(inFlight.count) being polled")
    }

    private func finished(_ feed: FeedConfiguration, _ report: PollReport?) {
        inFlight.remove(feed.name)
        // Without a report nothing was recorded, so the whole poll is done again soon.
        due[feed.name] = report.map(\.nextDue) ?? retryTime
        wake.yield()
    }

    /// Tells systemd that the scheduler moves and the database answers.
    private func watchOver() async {
        do throws(HistoryError) {
            _ = try await watcher.history.read("answer the watchdog") { try $0.logHead(receiver: "") }
            notifier.watchdog()
        } catch {
            // Unfed, the watchdog ends a daemon whose database no longer answers.
            watcher.complain(error)
        }
    }
}
