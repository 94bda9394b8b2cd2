import Inspections

/// What chats and push services expect, each in its own words.
extension WebhookMessage {
    private static let json = "application/json; charset=utf-8"

    /// https://docs.slack.dev/messaging/formatting-message-text
    static func slack(_ alert: AlertContent) -> WebhookMessage {
        slack(heading: alert.data.summary, lines: alert.details, url: alert.url)
    }

    static func slack(heading: String, lines details: [String], url: String? = nil) -> WebhookMessage {
        func escaped(_ text: String) -> String {
            text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
        }
        var lines = ["*\(escaped(heading))*"] + details.map(escaped)
        if let url { lines.append("<\(escaped(url).replacing("|", with: "%7C"))|Report>") }
        let text = JSONValue.object([.init("text", .string(cut(lines.joined(separator: "\n"), to: 4000)))])
        return WebhookMessage(text.text, contentType: json)
    }

    /// An Adaptive Card, as the webhooks of Teams' workflows take it.
    static func teams(_ alert: AlertContent) -> WebhookMessage {
        teams(heading: alert.data.summary, lines: alert.details, url: alert.url)
    }

    static func teams(heading: String, lines: [String], url: String? = nil) -> WebhookMessage {
        func block(_ text: String, _ extra: [JSONValue.Member] = []) -> JSONValue {
            .object(
                [
                    .init("type", .string("TextBlock")), .init("text", .string(Markdown.escaped(text))),
                    .init("wrap", .bool(true)),
                ] + extra)
        }
        var card: [JSONValue.Member] = [
            .init("$schema", .string("http://adaptivecards.io/schemas/adaptive-card.json")),
            .init("type", .string("AdaptiveCard")),
            .init("version", .string("1.4")),
            .init(
                "body",
                .array(
                    [block(heading, [.init("weight", .string("Bolder"))])] + lines.map { block($0) })
            ),
        ]
        if let url {
            let action = JSONValue.object([
                .init("type", .string("Action.OpenUrl")), .init("title", .string("Report")), .init("url", .string(url)),
            ])
            card.append(.init("actions", .array([action])))
        }
        let attachment = JSONValue.object([
            .init("contentType", .string("application/vnd.microsoft.card.adaptive")), .init("content", .object(card)),
        ])
        let message = JSONValue.object([
            .init("type", .string("message")), .init("attachments", .array([attachment])),
        ])
        return WebhookMessage(message.text, contentType: json)
    }

    /// Nobody is mentioned, whatever a title says. https://discord.com/developers/docs/resources/webhook
    static func discord(_ alert: AlertContent) -> WebhookMessage {
        discord(heading: alert.data.summary, lines: alert.details, url: alert.url)
    }

    static func discord(heading: String, lines details: [String], url: String? = nil) -> WebhookMessage {
        let lines =
            ["**\(Markdown.escaped(heading))**"] + details.map(Markdown.escaped) + (url.map { [$0] } ?? [])
        let message = JSONValue.object([
            .init("content", .string(cut(lines.joined(separator: "\n"), to: 2000))),
            .init("allowed_mentions", .object([.init("parse", .array([]))])),
        ])
        return WebhookMessage(message.text, contentType: json)
    }

    /// https://docs.ntfy.sh/publish
    static func ntfy(_ alert: AlertContent) -> WebhookMessage {
        ntfy(
            heading: alert.data.provider?.name ?? alert.kind, lines: [alert.data.summary] + alert.details,
            url: alert.url,
            tags: alert.kind)
    }

    static func ntfy(heading: String, lines: [String], url: String? = nil, tags: String = "digest") -> WebhookMessage {
        var headers = [("Title", EncodedWords(heading).text)]
        if let url, url.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) { headers.append(("Click", url)) }
        headers.append(("Tags", tags))
        let text = lines.joined(separator: "\n")
        return WebhookMessage(cut(text, to: 4000), contentType: "text/plain; charset=utf-8", headers: headers)
    }

    /// A longer message would be refused; what is cut stands in the report too.
    private static func cut(_ text: String, to limit: Int) -> String {
        text.unicodeScalars.count <= limit ? text : String(text.unicodeScalars.prefix(limit - 1)) + "…"
    }
}
