import Foundation
import History
import System

extension Application {
    /// One line of JSON, or `error:` and why there is none.
    func status(file: String, started: Date, fleet: FleetPlace?, troubles: Troubles) async -> String {
        do {
            let now = clock.now()
            let status = try await history.read("tell the daemon's status") {
                try DaemonStatus(
                    of: configuration, file: file, started: started, fleet: fleet, troubles: troubles, at: now, in: $0)
            }
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
            return String(decoding: try encoder.encode(status), as: UTF8.self)
        } catch {
            return ControlAnswer.error("\(error)")
        }
    }
}
