import Foundation
import Inspections

extension Chat {
    static let ntfy = Chat(
        message: { alert, url throws(ReceiverError) in try .ntfy(alert, url: url) },
        digest: { heading, lines, url throws(ReceiverError) in try .ntfy(heading: heading, lines: lines, url: url) },
        room: TextLimit(count: ServiceLimits.Ntfy.message) { JSONValue.string($0).text.utf8.count },
        check: { url throws(ReceiverError) in _ = try WebhookMessage.destination(url) })
}

extension ServiceLimits {
    /// https://docs.ntfy.sh/publish/#limitations
    enum Ntfy {
        /// Bytes of the message; a longer one becomes an attachment.
        static let message = 4096
        /// Buttons: https://docs.ntfy.sh/publish/#action-buttons
        static let actions = 3
        /// Bytes of the whole request as JSON: the server allows twice a message's.
        static let request = 8192
    }
}

extension WebhookMessage {
    /// JSON to the server's root (https://docs.ntfy.sh/publish/#publish-as-json): a header could hold neither every
    /// letter of a name nor its length. `url`: of the topic.
    static func ntfy(_ alert: ReaderAlert, url: String) throws(ReceiverError) -> WebhookMessage {
        typealias Limits = ServiceLimits.Ntfy
        let (root, topic) = try destination(url)
        let title = alert.headline(.bytes(250))
        var lines: [String] = []
        var room = Limits.message
        if title != alert.headline {
            let full = alert.headline(.bytes(room / 2))
            lines.append(full)
            room -= full.utf8.count + 1
        }
        lines += MessageParts(alert, limit: .bytes(room)).lines
        if lines.isEmpty { lines = [alert.headline(.bytes(room))] }
        var members: [JSONValue.Member] = [
            .init("topic", .string(topic)),
            .init("title", .string(title)),
            .init("message", .string(lines.joined(separator: "\n"))),
            .init("priority", .int(alert.urgency.ntfyPriority)),
            .init("tags", .array((alert.mark.ntfyTags + [alert.kind]).map(JSONValue.string))),
        ]
        let links = alert.links(atMost: Limits.actions, .bytes(500))
        if let first = links.first { members.append(.init("click", .string(first.url))) }
        if !links.isEmpty {
            let actions = links.map { link in
                JSONValue.object([
                    .init("action", .string("view")),
                    .init("label", .string(TextLimit.letters(40).cut(link.title))),
                    .init("url", .string(link.url)),
                ])
            }
            members.append(.init("actions", .array(actions)))
        }
        return WebhookMessage(JSONValue.object(members).text, contentType: json, url: root)
    }

    static func ntfy(heading: String, lines: [String], url: String) throws(ReceiverError) -> WebhookMessage {
        let (root, topic) = try destination(url)
        let message = JSONValue.object([
            .init("topic", .string(topic)), .init("title", .string(heading)),
            .init("message", .string(lines.joined(separator: "\n"))),
        ])
        return WebhookMessage(message.text, contentType: json, url: root)
    }

    fileprivate static func destination(_ url: String) throws(ReceiverError) -> (root: String, topic: String) {
        if let found = ntfyTopic(url) { return found }
        throw ReceiverError(
            operation: "write the message to", subject: "ntfy", cause: "its address names no topic",
            hint: "https://ntfy.sh/your-topic")
    }

    /// The server's address and the topic in it; `nil` where it has none.
    static func ntfyTopic(_ url: String) -> (root: String, topic: String)? {
        guard var parts = URLComponents(string: url) else { return nil }
        var path = parts.path.split(separator: "/").map(String.init)
        guard let topic = path.popLast() else { return nil }
        parts.path = "/" + path.joined(separator: "/")
        return parts.string.map { ($0, topic) }
    }
}

extension ReaderUrgency {
    /// 5 wakes somebody up, 3 is the rule (https://docs.ntfy.sh/publish/#message-priority).
    fileprivate var ntfyPriority: Int {
        switch self {
        case .priorityAction: 5
        case .declined, .mixed, .portfolio: 4
        case .corrected, .improved, .operators: 3
        case .unchanged, .other: 2
        }
    }
}

extension ReaderMark {
    /// Names of pictures (https://docs.ntfy.sh/emojis/).
    fileprivate var ntfyTags: [String] {
        switch self {
        case .priorityAction: ["rotating_light"]
        case .declined: ["small_red_triangle_down"]
        case .improved: ["arrow_up_small"]
        case .mixed: ["arrows_counterclockwise"]
        case .corrected, .disputed: ["pencil2"]
        default: []
        }
    }
}
