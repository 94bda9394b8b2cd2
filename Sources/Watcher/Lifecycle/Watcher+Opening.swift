import Foundation
import History
import Logging
import Receivers
import Reports

extension Watcher {
    /// Makes the folders and opens everything; `onAlerts` hears of alerts once they are recorded.
    static func open(
        configuration: Configuration, reports: ReportReader,
        onAlerts: @escaping @Sendable ([StoredAlert]) -> Void
    ) throws -> Watcher {
        for folder in [configuration.state, configuration.logs] {
            do {
                try FileManager.default.createDirectory(
                    atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o750])
            } catch {
                throw WatcherError(
                    operation: "create the folder", subject: folder, cause: error.localizedDescription,
                    hint: "create it for the user that runs ratingwatch, or configure another", isRetryable: false)
            }
        }
        for receiver in configuration.receivers {
            try LogFile(path: receiver.path, format: receiver.format).checkWritable()
        }
        let isForJournal = ProcessInfo.processInfo.environment["JOURNAL_STREAM"] != nil
        let logger = Logger(label: "ratingwatch") { _ in DiagnosticsLog(isForJournal: isForJournal) }
        return try Watcher(
            configuration: configuration, lock: StateLock(folder: configuration.state), reports: reports,
            clock: .system, logger: logger, onAlerts: onAlerts)
    }

    /// Runs as a daemon until SIGTERM or SIGINT.
    func runUntilSignalled() async {
        let environment = ProcessInfo.processInfo.environment
        let notifier = ServiceNotifier(address: environment["NOTIFY_SOCKET"])
        let daemon = Daemon(
            watcher: self, notifier: notifier,
            watchdogSeconds: environment["WATCHDOG_USEC"].flatMap(Double.init).map { $0 / 1_000_000 })
        let signals = SignalWatch()
        await withDiscardingTaskGroup { group in
            group.addTask {
                for await _ in signals.stopRequests {
                    StopDeadline.arm()
                    await daemon.stop()
                }
            }
            let started = clock.now()
            group.addTask { await serveControl(started: started) }
            await daemon.run()
            group.cancelAll()
        }
    }
}
