import Inspections

extension Chat {
    static let teams = Chat(
        message: { alert, _ in .teams(alert) }, digest: { heading, lines, _ in .teams(heading: heading, lines: lines) },
        room: TextLimit(count: ServiceLimits.Teams.message - 500) { WebhookMessage.block($0).text.utf8.count + 1 },
        heard: \.heardFromTeams)
}

extension ServiceLimits {
    enum Teams {
        /// Bytes of the whole message, 28 KB:
        /// https://learn.microsoft.com/microsoftteams/platform/webhooks-and-connectors/how-to/connectors-using
        static let message = 28 * 1024
    }
}

extension WebhookMessage {
    /// An Adaptive Card, as the webhooks of Teams' workflows take it (https://adaptivecards.io/explorer/).
    static func teams(_ alert: ReaderAlert) -> WebhookMessage {
        // What stands around the texts takes its share too.
        let links = alert.links(atMost: 4, .bytes(1000))
        let size: @Sendable (String) -> Int = { JSONValue.string(Markdown.ofTeams.escaped($0)).text.utf8.count + 60 }
        let headline = alert.headline(TextLimit(count: 3000, measure: size))
        let room = ServiceLimits.Teams.message - 2000 - size(headline) - links.count * 2000
        let parts = MessageParts(alert, limit: TextLimit(count: room, measure: size))
        var body = [
            block(
                headline,
                [
                    .init("weight", .string("Bolder")), .init("size", .string("Medium")),
                    .init("color", .string(alert.mark.cardColour)),
                ])
        ]
        let facts = parts.details.compactMap { detail in detail.area.map { (title: $0, value: detail) } }
        if !facts.isEmpty {
            let list = facts.map { fact in
                JSONValue.object([
                    .init("title", .string(Markdown.ofTeams.escaped("\(fact.value.mark.sign) \(fact.title)"))),
                    .init("value", .string(Markdown.ofTeams.escaped(fact.value.words))),
                ])
            }
            body.append(.object([.init("type", .string("FactSet")), .init("facts", .array(list))]))
        }
        let lines = parts.details.filter { $0.area == nil }.map(\.line) + parts.folded
        body += (lines + [parts.omission].compactMap(\.self) + parts.notes).map { block($0) }
        body += parts.about.map { block($0, [.init("isSubtle", .bool(true))]) }
        return card(body, links: links)
    }

    static func teams(heading: String, lines: [String]) -> WebhookMessage {
        card([block(heading, [.init("weight", .string("Bolder"))])] + lines.map { block($0) }, links: [])
    }

    private static func card(_ body: [JSONValue], links: [ReaderAlert.Link]) -> WebhookMessage {
        var card: [JSONValue.Member] = [
            .init("$schema", .string("http://adaptivecards.io/schemas/adaptive-card.json")),
            .init("type", .string("AdaptiveCard")),
            .init("version", .string("1.4")),
            .init("body", .array(body)),
        ]
        if !links.isEmpty {
            card.append(
                .init(
                    "actions",
                    .array(
                        links.map { link in
                            .object([
                                .init("type", .string("Action.OpenUrl")),
                                .init("title", .string(TextLimit.letters(60).cut(link.title))),
                                .init("url", .string(link.url)),
                            ])
                        })))
        }
        let attachment = JSONValue.object([
            .init("contentType", .string("application/vnd.microsoft.card.adaptive")), .init("content", .object(card)),
        ])
        let message = JSONValue.object([
            .init("type", .string("message")), .init("attachments", .array([attachment])),
        ])
        return WebhookMessage(message.text, contentType: json)
    }

    fileprivate static func block(_ text: String, _ extra: [JSONValue.Member] = []) -> JSONValue {
        .object(
            [
                .init("type", .string("TextBlock")), .init("text", .string(Markdown.ofTeams.escaped(text))),
                .init("wrap", .bool(true)),
            ] + extra)
    }
}

extension ReaderMark {
    /// The word repeats it, so that it need not be seen.
    fileprivate var cardColour: String {
        switch self {
        case .priorityAction, .declined: "Attention"
        case .mixed, .corrected, .disputed: "Warning"
        case .improved: "Good"
        default: "Default"
        }
    }
}

extension Attempt {
    /// What Teams really said: a connector answers 200 whatever became of the message, and says in its answer that it
    /// failed (https://github.com/MicrosoftDocs/msteams-docs/issues/1810).
    fileprivate var heardFromTeams: Attempt {
        guard verdict == .done, answer.lowercased().contains("failed") else { return self }
        let code = answer.firstRange(of: "HTTP error ").flatMap { Int(answer[$0.upperBound...].prefix(3)) }
        let said = "answered \(status ?? 200), but said that it failed" + (code.map { " with \($0)" } ?? "")
        let (verdict, reason): (Verdict, String) =
            switch code {
            case 413: (.refused, "\(said): the message is too large")
            case 429: (.retry(because: .tooMany), "\(said): too many requests")
            default: (.retry(), said)
            }
        return Attempt(
            verdict: verdict, status: code ?? status, milliseconds: milliseconds, answer: answer, reason: reason)
    }
}
