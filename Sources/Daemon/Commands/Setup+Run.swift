import Configuration
import Foundation
import Glibc
import History
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
        let application = try Application.open(self) { alerts in
            for alert in alerts where journal?.send(alert) != true {
                onAlert(AlertLine.painted(alert, style: style))
            }
        }
        IdleMemory.giveBack()
        if once {
            let interruption = Task {
                for await signal in SignalWatch().stopRequests {
                    application.crashes.close()
                    _exit(128 + signal)
                }
            }
            await application.runOnce()
            interruption.cancel()
        } else {
            await Service(application: application, file: file).run()
        }
        application.history.close()
    }

    /// For the commands that change something beside a running daemon; `nil` where no daemon has begun a history yet.
    var historyToChange: History? {
        get throws(HistoryError) {
            let record = configuration.record
            return try record.isBegun ? History(at: record) : nil
        }
    }
}
