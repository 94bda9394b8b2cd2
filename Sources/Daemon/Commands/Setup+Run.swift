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
        let application = try await opened(waits: !once) { alerts in
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
            try await Fleet.leading(application) { await application.runOnce() }
        } else {
            let service = Service(application: application, setup: self)
            await service.run()
            if let fault = await service.fault { throw fault }
        }
    }

    /// `waits`: for a server that is away, and systemd hears so.
    private func opened(
        waits: Bool, onAlerts: @escaping @Sendable ([StoredAlert]) -> Void
    ) async throws -> Application {
        let notifier = ServiceNotifier(address: ProcessInfo.processInfo.environment["NOTIFY_SOCKET"])
        while true {
            do {
                let application = try Application.open(self, onAlerts: onAlerts)
                if let member = configuration.member { try await application.history.join(member) }
                return application
            } catch let error as HistoryError where error.isNewer {
                throw StandsBack(description: "\(error)")
            } catch let error as HistoryError where waits && error.isAway {
                Logger.ofDaemon.error("\(error)")
                notifier.ready()
                notifier.status("waiting for the record: \(error.cause)")
                notifier.watchdog()
                try await Task.sleep(for: .seconds(5))
            }
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
