import History
import Inspections

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
