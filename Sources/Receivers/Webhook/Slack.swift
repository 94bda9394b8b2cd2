import Inspections

extension Chat {
    static let slack = Chat(
        message: { alert, _ in .slack(alert) }, digest: { heading, lines, _ in .slack(heading: heading, lines: lines) },
        room: TextLimit(count: ServiceLimits.Slack.sections * (ServiceLimits.Slack.section - longest)) {
            $0.utf16.count + 1
        })

    /// What a section may lack, since a line is never parted.
    private static let longest = WebhookMessage.headline.count + 1
}

extension ServiceLimits {
    /// https://docs.slack.dev/reference/block-kit/blocks/ and the pages of each block.
    enum Slack {
        static let blocks = 50
        /// Letters of a header's text: https://docs.slack.dev/reference/block-kit/blocks/header-block
        static let header = 150
        /// Letters of a section's text: https://docs.slack.dev/reference/block-kit/blocks/section-block
        static let section = 3000
        /// Sections of many alerts: Slack refuses blocks that are too long together (`msg_blocks_too_long`), and does
        /// not say when they are. People have found 13,200 letters.
        static let sections = 4
        /// Letters of `text`, the notification: https://docs.slack.dev/reference/methods/chat.postMessage
        static let text = 4000
    }
}

extension WebhookMessage {
    /// Blocks of plain text, in which no letter has a meaning and nobody is mentioned; `text` is what a notification
    /// shows.
    static func slack(_ alert: ReaderAlert) -> WebhookMessage {
        typealias Limits = ServiceLimits.Slack
        let escaping = TextLimit(count: Limits.section) { $0.escapedForSlack.utf16.count }
        let title = alert.headline(.letters(Limits.header))
        var blocks = [block("header", plain(title))]
        if title != alert.headline {
            blocks.append(block("section", plain(alert.headline(.letters(Limits.section)))))
        }
        let parts = MessageParts(alert, limit: .letters(Limits.section))
        let main = parts.details.map(\.line) + parts.folded + [parts.omission].compactMap(\.self)
        for lines in [main, parts.notes, parts.about] where !lines.isEmpty {
            blocks.append(block("section", plain(lines.joined(separator: "\n"))))
        }
        var links = ""
        for link in alert.links {
            let url = link.url.escapedForSlack.replacing("|", with: "%7C")
            let text = "<\(url)|\(TextLimit.letters(100).cut(link.title).escapedForSlack)>"
            if (links + text).utf16.count + 3 <= Limits.section { links += (links.isEmpty ? "" : " · ") + text }
        }
        if !links.isEmpty {
            blocks.append(
                block("section", .object([.init("type", .string("mrkdwn")), .init("text", .string(links))])))
        }
        let message = JSONValue.object([
            .init("text", .string(alert.headline(escaping).escapedForSlack)), .init("blocks", .array(blocks)),
        ])
        return WebhookMessage(message.text, contentType: json)
    }

    static func slack(heading: String, lines: [String]) -> WebhookMessage {
        var sections: [String] = []
        for line in lines {
            if let last = sections.last, last.utf16.count + line.utf16.count < ServiceLimits.Slack.section {
                sections[sections.count - 1] = last + "\n" + line
            } else {
                sections.append(line)
            }
        }
        let blocks = [block("header", plain(heading))] + sections.map { block("section", plain($0)) }
        let message = JSONValue.object([
            .init("text", .string(heading.escapedForSlack)), .init("blocks", .array(blocks)),
        ])
        return WebhookMessage(message.text, contentType: json)
    }

    private static func block(_ type: String, _ text: JSONValue) -> JSONValue {
        .object([.init("type", .string(type)), .init("text", text)])
    }

    private static func plain(_ text: String) -> JSONValue {
        .object([
            .init("type", .string("plain_text")), .init("text", .string(text)), .init("emoji", .bool(false)),
        ])
    }
}

extension String {
    /// https://docs.slack.dev/messaging/formatting-message-text#escaping
    fileprivate var escapedForSlack: String {
        replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
    }
}
