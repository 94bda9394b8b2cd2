import Inspections

/// Many alerts in one message of a chat: how many there are, and the most urgent of them by their headlines.
extension WebhookMessage {
    private static let mostShown = 15
    /// Letters of a headline.
    private static let length = TextLimit.letters(120)

    /// `url`: the receiver's own.
    static func digest(
        _ alerts: [ReaderAlert], as format: WebhookFormat, url: String
    ) throws(ReceiverError) -> WebhookMessage {
        let heading = "\(alerts.count) alerts at once"
        let urgent = alerts.enumerated().sorted { ($0.element.urgency, $0.offset) < ($1.element.urgency, $1.offset) }
        var lines = urgent.prefix(mostShown).map { $0.element.headline(length) }
        if alerts.count > mostShown {
            lines.append("and \(alerts.count - mostShown) more; `ratingwatch alerts` lists them all")
        }
        switch format {
        case .slack: return .slack(heading: heading, lines: lines)
        case .teams: return .teams(heading: heading, lines: lines)
        case .discord: return .discord(heading: heading, lines: lines)
        default: return try .ntfy(heading: heading, lines: lines, url: url)
        }
    }
}
