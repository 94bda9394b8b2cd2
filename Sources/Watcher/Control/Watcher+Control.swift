import Foundation
import History
import Logging

extension Watcher {
    /// Serves `ratingwatch status` until the task is cancelled; a socket that cannot be opened stops nothing else.
    func serveControl(started: Date) async {
        let socket: ControlSocket
        do throws(WatcherError) {
            socket = try ControlSocket(path: configuration.controlPath)
        } catch {
            logger.warning("\(error)")
            return
        }
        await socket.serve { line in
            switch ControlRequest(rawValue: line) {
            case .status: await status(started: started)
            case nil: "error: the daemon does not know \"\(line.prefix(40))\""
            }
        }
    }

    /// One line of JSON, or `error:` and why there is none.
    private func status(started: Date) async -> String {
        let feeds = configuration.feeds
        do {
            let status = try await history.read("tell the daemon's status") {
                try DaemonStatus(of: feeds, started: started, in: $0)
            }
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
            return String(decoding: try encoder.encode(status), as: UTF8.self)
        } catch {
            return "error: \(PrintableLine.text("\(error)"))"
        }
    }
}
