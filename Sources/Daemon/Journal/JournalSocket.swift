import Foundation
import Glibc
import History
import Inspections
import System
import Text

/// systemd's journal by its native protocol (https://systemd.io/JOURNAL_NATIVE_PROTOCOL/), which keeps fields apart.
struct JournalSocket: Sendable {
    private let path: String

    private static let wellKnown = "/run/systemd/journal/socket"

    /// `path` is the journal's, but in tests.
    init(path: String = JournalSocket.wellKnown) { self.path = path }

    /// The journal where it is what the stream leads to; `nil` where that is a terminal or a file.
    static func behind(_ stream: StandardStream) -> JournalSocket? {
        var status = stat()
        guard let told = ProcessInfo.processInfo.environment["JOURNAL_STREAM"], fstat(stream.rawValue, &status) == 0,
            told == "\(status.st_dev):\(status.st_ino)"
        else { return nil }
        return JournalSocket()
    }

    /// False where the journal did not take it: it is full, not there, or the message is too long. Values become one
    /// line each.
    func send(_ message: String, priority: Int, fields: [(name: String, value: String)]) -> Bool {
        let all = [("MESSAGE", message), ("PRIORITY", String(priority)), ("SYSLOG_IDENTIFIER", "ratingwatch")] + fields
        let text = all.map { name, value in "\(name)=\(OutsideText.line(value))\n" }.joined()
        guard let address = UnixAddress(path: path) else { return false }
        let descriptor = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { return false }
        defer { close(descriptor) }
        let bytes = Array(text.utf8)
        let sent = address.withPointer {
            sendto(
                descriptor, bytes, bytes.count, Int32(MSG_NOSIGNAL) | Int32(MSG_DONTWAIT), $0, $1)
        }
        return sent == bytes.count
    }
}

extension JournalSocket {
    /// False where the journal did not take it.
    func send(_ alert: StoredAlert) -> Bool {
        let kind = AlertKind(rawValue: alert.kind)
        var fields = [
            ("RATINGWATCH_ALERT", alert.id), ("RATINGWATCH_KIND", alert.kind),
            ("RATINGWATCH_SEQUENCE", String(alert.sequence)), ("RATINGWATCH_SUBJECT", alert.subject),
            ("RATINGWATCH_DIRECTION", alert.direction),
        ]
        if let kind { fields.append(("MESSAGE_ID", kind.messageID)) }
        if !alert.feed.isEmpty { fields.append(("RATINGWATCH_FEED", alert.feed)) }
        if alert.subject.hasPrefix("receiver:") {
            fields.append(("RATINGWATCH_RECEIVER", String(alert.subject.dropFirst("receiver:".count))))
        }
        return send("\(alert.kind): \(alert.summary)", priority: kind?.journalPriority ?? 5, fields: fields)
    }
}
