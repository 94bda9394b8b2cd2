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

    /// False where the journal did not take it: it is full, not there, or the message is too long. Values become one line each.
    func send(_ message: String, priority: Int, fields: [(name: String, value: String)]) -> Bool {
        let all = [("MESSAGE", message), ("PRIORITY", String(priority)), ("SYSLOG_IDENTIFIER", "ratingwatch")] + fields
        let text = all.map { name, value in "\(name)=\(PrintableLine.text(value))\n" }.joined()
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

extension AlertKind {
    /// The journal's MESSAGE_ID, which never changes; ratingwatch(1) lists them.
    var messageID: String {
        switch self {
        case .ratingChanged: "7571406191e74d9e9d420fbf07c7f1a2"
        case .inspectionPublished: "5d4b4113606f47eda2a1fa4cff7237be"
        case .reportPublished: "fd83d44c9f354868a3787377c88fa854"
        case .reportAmended: "c1d7e2a95f4b4c0d8e36a7b90f125d48"
        case .ratingCorrected: "8f7a76237c414789b28030180ede5862"
        case .reportWithdrawn: "1e4d58d5bbdb4b5bbc6be322a940fa41"
        case .reportRestored: "308db4ddb6c9457c9493bb152e94df48"
        case .sourcesDisagree: "0651a64e923f4138900f081352a464bb"
        case .portfolio: "201e89a5940f4344951f07a2619a03fc"
        case .operatorFeedFailing: "b49c50146c7e43ed8574fe37de4254d0"
        case .operatorFeedRecovered: "186fdd4083794282a0b7b4133c4a7ad1"
        case .operatorFeedQuiet: "3cfc748cb70f4d19b2abd8ea296e2719"
        case .operatorFeedShrank: "0c6cbad0163948c7917582f09e221158"
        case .operatorFeedMoved: "b96b0b99526544288dc7a0b270b796e3"
        case .operatorFeedEnded: "d4c165f212434e9d9720720b98d920dd"
        case .operatorExtractionDoubtful: "ddeedb1a605c40e89714796200a3e6ef"
        case .operatorFrameworkUnknown: "c4adbe480e2440eaabc08ddfd8f9a571"
        case .operatorRatingsLost: "98ff4885abb848c1825c5a1a3215d872"
        case .operatorChangesHeld: "d18e6bdb81dd4ee4a9c19c74b07977e0"
        case .operatorBaselineDone: "29f8dce657df4c3b902494babd56d11e"
        case .operatorDeliveryExhausted: "3a2abad91aae449d9d47137ee9916cfb"
        case .operatorReceiverDisabled: "1c27ecbeda6f476b9b88666a9fb8eccb"
        case .operatorHeartbeat: "5f2b8d4c1e704a6b9d3c7f60a81e2b95"
        case .providerUnchecked: "c3a94e70d2b84f1ea65d18f7b04c9e32"
        case .providerEnded: "8d16f0b5a7c34e29b1f46a3e95d7c208"
        }
    }

    /// syslog(3)'s number: a warning where an operator should look, else a notice.
    var journalPriority: Int {
        switch self {
        case .operatorFeedRecovered, .operatorBaselineDone, .operatorHeartbeat: 5
        default: isForOperators ? 4 : 5
        }
    }
}
