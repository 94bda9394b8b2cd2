import Inspections

extension Chat {
    static let discord = Chat(
        message: { alert, _ in .discord(alert) },
        digest: { heading, lines, _ in .discord(heading: heading, lines: lines) },
        room: TextLimit(count: ServiceLimits.Discord.description) { Markdown.ofDiscord.escaped($0).utf16.count + 1 })
}

extension ServiceLimits {
    /// https://discord.com/developers/docs/resources/message#embed-object-embed-limits
    enum Discord {
        static let title = 256
        static let description = 4096
        /// Letters of all parts of all embeds together.
        static let total = 6000
        static let url = 2048
    }
}

extension WebhookMessage {
    /// One embed. Nobody is mentioned, whatever a title says. https://discord.com/developers/docs/resources/webhook
    static func discord(_ alert: ReaderAlert) -> WebhookMessage {
        typealias Limits = ServiceLimits.Discord
        let size: @Sendable (String) -> Int = { Markdown.ofDiscord.escaped($0).utf16.count }
        let title = alert.headline(TextLimit(count: Limits.title, measure: size))
        let links = alert.links(atMost: 5, .letters(300)).map {
            "[\(Markdown.ofDiscord.escaped(TextLimit.letters(60).cut($0.title)))](<\($0.url.replacing(">", with: "%3E"))>)"
        }.joined(separator: " · ")
        var room = Limits.description - links.utf16.count - 10
        var lines: [String] = []
        if title != alert.headline {
            let full = alert.headline(TextLimit(count: room / 2, measure: size))
            lines.append(full)
            room -= size(full)
        }
        lines += MessageParts(alert, limit: TextLimit(count: room, measure: size)).lines
        let description =
            lines.map(Markdown.ofDiscord.escaped).joined(separator: "\n") + (links.isEmpty ? "" : "\n\n\(links)")
        var embed: [JSONValue.Member] = [
            .init("title", .string(Markdown.ofDiscord.escaped(title))),
            .init("description", .string(description)),
            .init("color", .int(alert.mark.embedColour)),
            .init("timestamp", .string(alert.time)),
        ]
        if let url = alert.links.first?.url, url.utf16.count <= Limits.url { embed.append(.init("url", .string(url))) }
        return embedded(embed)
    }

    static func discord(heading: String, lines: [String]) -> WebhookMessage {
        let text = lines.map(Markdown.ofDiscord.escaped).joined(separator: "\n")
        return embedded([.init("title", .string(heading)), .init("description", .string(text))])
    }

    private static func embedded(_ embed: [JSONValue.Member]) -> WebhookMessage {
        let message = JSONValue.object([
            .init("embeds", .array([.object(embed)])),
            .init("allowed_mentions", .object([.init("parse", .array([]))])),
        ])
        return WebhookMessage(message.text, contentType: json)
    }
}

extension ReaderMark {
    /// Red, green and blue in one number; the title says the same in words.
    fileprivate var embedColour: Int {
        switch self {
        case .priorityAction, .declined: 0xB3261E
        case .mixed, .corrected, .disputed: 0xB26A00
        case .improved: 0x1B7F3B
        default: 0x5F6B7A
        }
    }
}
