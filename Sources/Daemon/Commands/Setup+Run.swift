import Configuration
import Foundation
import Glibc
import History
import Logging
import Polling
import Queries
import System
package import Text

extension Setup {
    /// `ratingwatch run`: until SIGTERM or SIGINT, or once; `onAlert` gets each alert as a readable line once it is
    /// recorded, unless standard output leads to the journal, which gets it with its fields.
    package func run(once: Bool, style: TerminalStyle, onAlert: @escaping @Sendable (String) -> Void) async throws {
        // Secrets are in memory, and children read what comes from outside.
        Confinement.hideProcess()
        let journal = JournalSocket.behind(.output)
        let application = try await opened(isLonely: once) { alerts in
            for alert in alerts where journal?.send(alert) != true {
                onAlert(AlertLine.painted(alert, style: style))
            }
        }
        ProcessMemory.giveBack()
        defer { application.history.close() }
        if once {
            let interruption = Task {
                for await signal in SignalWatch().stopRequests {
                    application.crashes.close()
                    _exit(128 + signal)
                }
            }
            defer { interruption.cancel() }
            if try await !Fleet.leading(application, { await application.runOnce() }) {
                throw OperationError(
                    operation: "do all that is due with the record", subject: configuration.record.subject,
                    cause: "some of it could not be read or written, as is said above",
                    hint: "once that is mended, the next run does the rest")
            }
        } else {
            let service = Service(application: application, setup: self, standby: Standby())
            await service.run()
            if let fault = await service.fault { throw fault }
        }
    }

    /// `isLonely`: it does all that is due by itself, and does not wait for a server that is away.
    private func opened(
        isLonely: Bool, onAlerts: @escaping @Sendable ([StoredAlert]) -> Void
    ) async throws -> Application {
        try Application.prepare(configuration)
        // The lock first: only its holder may bring the history up to date, and answer as the daemon.
        let lock = try StateLock(folder: configuration.state)
        do {
            return try await joined(isLonely: isLonely, lock, onAlerts: onAlerts)
        } catch let error as HistoryError where !isLonely && error.isAway {
            let waiting = WaitingForRecord(configuration, cause: error) {
                try await joined(isLonely: false, lock, onAlerts: onAlerts)
            }
            return try await waiting.run()
        }
    }

    private func joined(
        isLonely: Bool, _ lock: StateLock, onAlerts: @escaping @Sendable ([StoredAlert]) -> Void
    ) async throws -> Application {
        do {
            let application = try await Application.open(self, lock: lock, onAlerts: onAlerts)
            if let member = configuration.member(isLonely: isLonely) { try await application.history.join(member) }
            return application
        } catch let error as HistoryError where error.isNewer {
            throw StandsBack(description: "\(error)")
        }
    }

    /// For the commands that change something beside a running daemon; `nil` where no daemon has begun a history yet.
    var historyToChange: History? {
        get throws(HistoryError) {
            let record = configuration.record
            return try record.isBegun ? History(at: record) : nil
        }
    }
}
