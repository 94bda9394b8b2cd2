package import Receivers

/// One entry of `receivers:`.
package struct ReceiverConfiguration: Sendable {
    package let name: String
    package let receiver: Receiver

    package init(name: String, receiver: Receiver) {
        self.name = name
        self.receiver = receiver
    }

    init?(_ node: ConfigurationNode, logs: String, surroundings: Surroundings) {
        guard let kindNode = node.member("kind") else {
            // Without a kind nobody knows the other keys.
            if node.isMapping { node.problem("\"kind\" is missing") } else { _ = node.mapping(keys: ["name", "kind"]) }
            return nil
        }
        guard let kind = kindNode.choice(ReceiverKind.self),
            let mapping = node.mapping(keys: ["name", "kind"] + ReceiverConfiguration.keys(of: kind))
        else { return nil }
        let name = mapping.required("name")?.text()
        let receiver = ReceiverConfiguration.receiver(
            kind, name: name ?? "", mapping, logs: logs, surroundings: surroundings)
        guard let name, let receiver else { return nil }
        self.init(name: name, receiver: receiver)
    }

    private static func keys(of kind: ReceiverKind) -> [String] {
        switch kind {
        case .logFile: LogFile.keys
        case .webhook: Webhook.keys
        case .email: Email.keys
        }
    }

    private static func receiver(
        _ kind: ReceiverKind, name: String, _ mapping: ConfigurationMapping, logs: String, surroundings: Surroundings
    ) -> Receiver? {
        switch kind {
        case .logFile: LogFile(mapping, logs: logs).map(Receiver.logFile)
        case .webhook: Webhook(name: name, mapping, surroundings: surroundings).map(Receiver.webhook)
        case .email: Email(name: name, mapping, surroundings: surroundings).map(Receiver.email)
        }
    }
}
