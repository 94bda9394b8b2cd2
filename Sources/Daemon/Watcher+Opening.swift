import Configuration
import Foundation
import History
import Logging
import Receivers
import Reports
import System

extension Watcher {
    /// Makes the folders and opens everything; `onAlerts` hears of alerts once they are recorded.
    static func open(
        _ setup: Setup, onAlerts: @escaping @Sendable ([StoredAlert]) -> Void
    ) throws -> Watcher {
        let configuration = setup.configuration
        try prepare(configuration)
        let journal = JournalSocket.behind(.error)
        let logger = Logger(label: "ratingwatch") { _ in DiagnosticsLog(journal: journal) }
        // The lock first: only its holder may bring the history up to date.
        let lock = try StateLock(folder: configuration.state)
        return try Watcher(
            configuration: configuration, lock: lock, history: History(path: configuration.historyPath),
            reports: setup.reports, clock: .system, logger: logger, onAlerts: onAlerts)
    }

    /// One with another configuration, on the same history.
    func replaced(by setup: Setup) throws -> Watcher {
        try Watcher.prepare(setup.configuration)
        return try Watcher(
            configuration: setup.configuration, lock: lock, history: history, reports: setup.reports, clock: clock,
            logger: logger, onAlerts: onAlerts)
    }

    private static func prepare(_ configuration: Configuration) throws {
        for folder in [configuration.state, configuration.logs] {
            do {
                try FileManager.default.createDirectory(
                    atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o750])
            } catch {
                throw OperationError(
                    operation: "create the folder", subject: folder, cause: error.localizedDescription,
                    hint: "create it for the user that runs ratingwatch, or configure another")
            }
        }
        for receiver in configuration.receivers { try receiver.receiver.check() }
    }
}
