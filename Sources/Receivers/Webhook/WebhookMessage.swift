import HTTPTransport
import Inspections

/// A request's body with the headers that belong to it.
struct WebhookMessage {
    let body: [UInt8]
    let headers: [(String, String)]
    /// Where it goes; `nil` for the receiver's own address.
    let url: String?

    static let json = "application/json; charset=utf-8"

    init(_ text: String, contentType: String, url: String? = nil) {
        body = Array(text.utf8)
        headers = [("Content-Type", contentType)]
        self.url = url
    }
}

/// What a webhook is sent; the raw value is the word of the configuration.
package enum WebhookFormat: String, CaseIterable, Sendable {
    /// The alert's own body, a CloudEvent.
    case cloudevents
    case slack
    case teams
    case discord
    case ntfy
    /// What the operator's own Mustache template makes of the alert.
    case template

    /// The chat where people read it; `nil` for what programs read.
    var chat: Chat? {
        switch self {
        case .cloudevents, .template: nil
        case .slack: .slack
        case .teams: .teams
        case .discord: .discord
        case .ntfy: .ntfy
        }
    }
}

/// What differs between chats; each has a file with its value. `url` is the receiver's own address.
struct Chat: Sendable {
    /// One alert.
    let message: @Sendable (_ alert: ReaderAlert, _ url: String) throws(ReceiverError) -> WebhookMessage
    /// Many alerts, as a heading and a line for each.
    let digest: @Sendable (_ heading: String, _ lines: [String], _ url: String) throws(ReceiverError) -> WebhookMessage
    /// What these lines may take together, each with what stands around it.
    let room: TextLimit
    /// What came of an attempt, where the chat says more than its status does.
    var heard: @Sendable (Attempt) -> Attempt = { $0 }
    /// Throws for an address to which no message can be sent.
    var check: @Sendable (_ url: String) throws(ReceiverError) -> Void = { _ in }
}

/// Many alerts in one message of a chat: how many there are, and the most urgent of them by their headlines.
extension WebhookMessage {
    /// Letters of a headline.
    static let headline = TextLimit.letters(120)

    /// `url`: the receiver's own.
    static func digest(
        _ alerts: [ReaderAlert], in chat: Chat, url: String
    ) throws(ReceiverError) -> WebhookMessage {
        let heading = "\(alerts.count) alerts at once"
        let urgent = alerts.enumerated().sorted { ($0.element.urgency, $0.offset) < ($1.element.urgency, $1.offset) }
        return try chat.digest(heading, shown(urgent.map(\.element), within: chat.room), url)
    }

    /// As many headlines as have room, and how many have none.
    private static func shown(_ alerts: [ReaderAlert], within room: TextLimit) -> [String] {
        func rest(_ count: Int) -> String { "and \(count) more; `ratingwatch alerts` lists them all" }
        var lines: [String] = []
        var (used, held) = (0, 0)
        for alert in alerts {
            let line = alert.headline(headline)
            used += room.measure(line)
            if used > room.count { break }
            lines.append(line)
            // Beside those that are left to be counted.
            if used + room.measure(rest(alerts.count)) <= room.count { held = lines.count }
        }
        return lines.count == alerts.count ? lines : lines.prefix(held) + [rest(alerts.count - held)]
    }
}
