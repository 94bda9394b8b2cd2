import Inspections

/// Many alerts in one message of a chat: how many there are, and the first of them by their sentences.
extension WebhookMessage {
    private static let mostShown = 15

    static func digest(_ alerts: [AlertContent], as format: WebhookFormat) -> WebhookMessage {
        let heading = "\(alerts.count) alerts at once"
        var lines = alerts.prefix(mostShown).map(\.data.summary)
        if alerts.count > mostShown {
            lines.append("and \(alerts.count - mostShown) more; `ratingwatch alerts` lists them all")
        }
        return switch format {
        case .slack: .slack(heading: heading, lines: lines)
        case .teams: .teams(heading: heading, lines: lines)
        case .discord: .discord(heading: heading, lines: lines)
        default: .ntfy(heading: heading, lines: lines)
        }
    }
}
