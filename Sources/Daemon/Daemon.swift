import Configuration
import Delivery
import Foundation
import History
import Logging
import Polling
import System
import Text

/// Runs an application on a timer until it is told to stop.
actor Daemon {
    let application: Application
    private let notifier: ServiceNotifier
    private let wakes: AsyncStream<Void>
    private let wake: AsyncStream<Void>.Continuation
    private let timer: WakeTimer
    private var due = DueFeeds()
    /// Feeds that are being polled, by their places in the configuration.
    private var inFlight: Set<Int> = []
    private var steps = ClockSteps()
    private var isStopping = false
    private var watchedOver: Date?
    private var told: Date?
    /// Longest sleep in seconds, so that the watchdog is fed in time.
    private let wakeInterval: Double
    let pulse: Pulse
    nonisolated let troubles: Troubles
    private var memory = IdleMemory()
    /// Since this configuration was loaded, by the feed's place in it.
    private(set) var polls: [[PollOutcome: Int]]

    /// The daemon looks around at least this often, seconds: a step of the wall clock must not put it to sleep.
    private static let longestSleep: Double = 60
    /// Seconds between looks at deliveries and the database, however often polls wake the daemon.
    private static let watchInterval: Double = 1

    /// `watchdogSeconds`: systemd ends a daemon that it has not heard of for so long; `nil` where it does not watch.
    init(application: Application, notifier: ServiceNotifier, troubles: Troubles, watchdogSeconds: Double?) {
        self.application = application
        self.troubles = troubles
        self.notifier = notifier
        wakeInterval = min(Daemon.longestSleep, watchdogSeconds.map { $0 / 2 } ?? Daemon.longestSleep)
        pulse = Pulse(timeout: 2 * wakeInterval)
        polls = Array(repeating: [:], count: application.configuration.feeds.count)
        let (wakes, wake) = AsyncStream<Void>.makeStream(bufferingPolicy: .bufferingNewest(1))
        self.wakes = wakes
        self.wake = wake
        timer = WakeTimer { wake.yield() }
    }

    /// Returns once `stop` was called and what was under way has ended.
    func run() async {
        await application.followLogs()
        await application.followConfiguredFeeds()
        await application.nameCouncilsAsRegistered()
        await application.takeOver()
        await application.followCrashes()
        await reckonDue()
        await application.complainOfLostReceivers()
        application.complainOfDoubts()
        notifier.ready()
        application.announce()
        await withDiscardingTaskGroup { group in
            group.addTask { await self.application.deliveries.run() }
            if let metrics = application.configuration.metrics {
                group.addTask { await self.serve(metrics) }
            }
            if let publishing = application.publishing { group.addTask { await publishing.run() } }
            group.addTask { await self.healthWatch.run() }
            if isTimeToWatchOver() { group.addTask { await self.watchOver() } }
            startWhatIsDue(in: &group, sleeping: wakeInterval)
            for await _ in wakes {
                if isStopping { break }
                if let step = steps.notice(wall: application.clock.now(), steady: .now) { await follow(step) }
                let watchesOver = isTimeToWatchOver()
                if watchesOver { group.addTask { await self.watchOver() } }
                startWhatIsDue(in: &group, sleeping: watchesOver ? wakeInterval : Daemon.watchInterval)
            }
            group.cancelAll()
        }
        await application.close()
    }

    /// Ends `run`: requests under way are cancelled, nothing half-done is recorded.
    func stop() {
        isStopping = true
        wake.yield()
    }

    /// What waits for an instant of the clock as it was must wait for one of the clock as it is. `step`: in seconds.
    private func follow(_ step: Double) async {
        // Of a record that several share, one may not move the waits for all.
        if step < 0, !application.history.isShared { await application.moveWaits(by: step) }
        await reckonDue()
        application.deliveries.wake()
    }

    /// When each feed is due that is not being polled.
    private func reckonDue() async {
        let instants = await firstDue()
        due = DueFeeds()
        for (feed, instant) in instants.enumerated() where !inFlight.contains(feed) { due.add(feed, due: instant) }
    }

    private func firstDue() async -> [Date?] {
        let feeds = application.configuration.feeds
        do throws(HistoryError) {
            let due = try await application.poll.nextDue(feeds)
            return FirstPolls(intervalPerHost: application.configuration.http.intervalPerHost).instants(
                of: zip(feeds, due).map {
                    // Others poll what is not this daemon's.
                    let isOwn = application.duties.include($0.share)
                    return FirstPolls.Feed(origin: $0.origin, every: $0.every, due: isOwn ? $1 : nil)
                },
                at: application.clock.now())
        } catch {
            application.complain(error)
            return feeds.map { application.duties.include($0.share) ? retryTime : nil }
        }
    }

    private var retryTime: Date {
        application.clock.now().addingTimeInterval(application.configuration.http.retryFirst)
    }

    /// `sleeping`: at most so many seconds.
    private func startWhatIsDue(in group: inout DiscardingTaskGroup, sleeping most: Double) {
        let now = application.clock.now()
        let feeds = application.configuration.feeds
        var taken: [Int] = []
        while inFlight.count < Application.feedsSideBySide, let feed = due.take(dueAt: now) {
            inFlight.insert(feed)
            taken.append(feed)
        }
        if !taken.isEmpty {
            group.addTask(executorPreference: application.poll.executor) { [taken] in await self.poll(taken) }
        }
        // With all places taken, the end of a poll wakes the daemon.
        let next = inFlight.count < Application.feedsSideBySide ? due.next : nil
        let seconds = next.map { $0.timeIntervalSince(now) } ?? Daemon.longestSleep
        timer.wake(afterSeconds: min(max(seconds, 0.01), most))
        let state =
            feeds.isEmpty
            ? "watching nothing yet" : "watching \(feeds.count.counted("feed")), \(inFlight.count) being polled"
        notifier.status(troubles.all.first.map { "in trouble: \($0.text); \(state)" } ?? state)
    }

    /// Polls some feeds side by side, by their places in the configuration.
    private nonisolated func poll(_ taken: [Int]) async {
        let feeds = taken.map { application.configuration.feeds[$0] }
        let planned = await application.planned(feeds)
        await withDiscardingTaskGroup { group in
            for (place, (feed, planned)) in zip(taken, zip(feeds, planned)) {
                group.addTask(executorPreference: application.poll.executor(for: planned)) {
                    await self.finished(place, self.application.run(feed, planned: planned))
                }
            }
        }
    }

    private nonisolated var healthWatch: HealthWatch {
        HealthWatch(
            configuration: application.configuration, doing: application.duties, history: application.history,
            troubles: troubles,
            clock: application.clock
        ) { [application, wake] line in
            application.logger.error("\(line)")
            // So that systemd hears of it.
            wake.yield()
        }
    }

    private func finished(_ feed: Int, _ report: PollReport?) {
        inFlight.remove(feed)
        memory.use()
        polls[feed][PollOutcome(report), default: 0] += 1
        if !isStopping {
            troubles.note(
                Troubles.subject(feed: application.configuration.feeds[feed].name),
                report == nil ? "its last poll could not be recorded; the journal says why" : nil,
                at: application.clock.now())
        }
        // Without a report nothing was recorded, so the whole poll is done again soon.
        due.add(feed, due: report.map(\.nextDue) ?? retryTime)
        wake.yield()
    }

    /// False so soon after the last look that a later wake-up will do.
    private func isTimeToWatchOver() -> Bool {
        let now = application.clock.now()
        let interval = min(Daemon.watchInterval, wakeInterval / 2)
        if let watchedOver, abs(now.timeIntervalSince(watchedOver)) < interval { return false }
        watchedOver = now
        return true
    }

    /// What time alone makes true is looked for once a minute.
    private func isTimeToTell() -> Bool {
        let now = application.clock.now()
        if let told, abs(now.timeIntervalSince(told)) < Daemon.longestSleep { return false }
        told = now
        return true
    }

    /// Returns at once, unless the scheduler is stuck.
    func answer() {}

    /// Tells systemd that the scheduler moves and the database answers.
    private func watchOver() async {
        if isTimeToTell() {
            if application.duties.include(.upkeep) {
                await application.tellWhatTimeBrings()
                await application.assureReaders()
            }
            // What others have polled is on this daemon's pages too.
            if application.history.isShared { application.publishing?.wake() }
        }
        do throws(HistoryError) {
            _ = try await application.history.read("answer the watchdog") { try $0.logHead(receiver: "", path: "") }
            pulse.beat()
            notifier.watchdog()
            if inFlight.isEmpty, memory.isTime(at: application.clock.now()) {
                try await IdleMemory.giveBack(application.history)
            }
        } catch {
            pulse.miss("the database does not answer: \(error)")
            // Unfed, the watchdog ends a daemon whose file no longer answers; that of a server does not hang on it.
            application.complain(error)
        }
    }
}

/// What a poll came to, as metrics count it.
enum PollOutcome: String, CaseIterable {
    /// Something new was recorded.
    case changed
    case unchanged
    case failed
    /// The history could not be used: it is done again.
    case unrecorded

    /// `nil` for a poll that could not be recorded.
    init(_ report: PollReport?) {
        guard let report else {
            self = .unrecorded
            return
        }
        self = report.failed ? .failed : report.isUnchanged ? .unchanged : .changed
    }
}
