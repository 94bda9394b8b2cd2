import Foundation
import Inspections
import Logging
import System
import Text

/// Writes diagnostics to the journal, with what they are about as fields, where standard error leads there; else to
/// standard error, one line each.
struct DiagnosticsLog: LogHandler {
    var metadata: Logger.Metadata = [:]
    var logLevel: Logger.Level = .info
    private let journal: JournalSocket?

    /// `journal`: what standard error leads to.
    init(journal: JournalSocket?) { self.journal = journal }

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        let message = event.message.description
        let priority = DiagnosticsLog.priority(event.level)
        let fields = metadata.merging(event.metadata ?? [:]) { $1 }.map {
            (name: "RATINGWATCH_\($0.uppercased())", value: "\($1)")
        }
        if journal?.send(message, priority: priority, fields: fields) == true { return }
        // One line for each message, so that no text from outside can pose as another message.
        let text = OutsideText.line(message)
        StandardStream.error.write(
            journal == nil ? "\(Date().iso8601) \(event.level): \(text)\n" : "<\(priority)>\(text)\n")
    }

    /// syslog(3)'s numbers.
    private static func priority(_ level: Logger.Level) -> Int {
        switch level {
        case .trace, .debug: 7
        case .info: 6
        case .notice: 5
        case .warning: 4
        case .error: 3
        case .critical: 2
        }
    }
}

extension Logger {
    /// One whose messages the journal files under a feed.
    func about(feed: String) -> Logger { with("feed", feed) }

    /// One whose messages the journal files under a receiver.
    func about(receiver: String) -> Logger { with("receiver", receiver) }

    private func with(_ key: String, _ value: String) -> Logger {
        var logger = self
        logger[metadataKey: key] = "\(value)"
        return logger
    }
}
