import Foundation
import Inspections
import Logging

/// Writes diagnostics to standard error, one line each, with the journal's priority prefix where the journal reads them.
struct DiagnosticsLog: LogHandler {
    var metadata: Logger.Metadata = [:]
    var logLevel: Logger.Level = .info
    private let isForJournal: Bool

    /// `isForJournal`: standard error goes to systemd's journal (`$JOURNAL_STREAM` is set).
    init(isForJournal: Bool) { self.isForJournal = isForJournal }

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        // One line for each message, so that no text from outside can pose as another message.
        let text = PrintableLine.text(event.message.description)
        let line =
            isForJournal
            ? "<\(DiagnosticsLog.priority(event.level))>\(text)\n"
            : "\(Date().iso8601) \(event.level): \(text)\n"
        StandardStream.error.write(line)
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
