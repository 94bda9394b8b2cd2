package import Receivers
import System
import YAML

/// One entry of `receivers:`.
package struct ReceiverConfiguration: Sendable {
    package let name: String
    package let receiver: Receiver
    /// The hours at which it gets nothing.
    package let quiet: ActiveWindow?
    /// `nil` where each alert goes out as soon as it can.
    package let digest: DigestSchedule?
    /// `nil` where it hears of alerts alone.
    package let heartbeat: HeartbeatRhythm?

    package init(
        name: String, receiver: Receiver, quiet: ActiveWindow? = nil, digest: DigestSchedule? = nil,
        heartbeat: HeartbeatRhythm? = nil
    ) {
        self.heartbeat = heartbeat
        self.name = name
        self.receiver = receiver
        self.quiet = quiet
        self.digest = digest
    }

    /// The same under another name.
    func named(_ name: String) -> ReceiverConfiguration {
        ReceiverConfiguration(name: name, receiver: receiver, quiet: quiet, digest: digest, heartbeat: heartbeat)
    }

    init?(_ node: YAMLNode, logs: String, surroundings: Surroundings) {
        guard let kindNode = node.member("kind") else {
            // Without a kind nobody knows the other keys.
            if node.isMapping { node.problem("\"kind\" is missing") } else { _ = node.mapping(keys: ["name", "kind"]) }
            return nil
        }
        guard let kind = kindNode.choice(ReceiverKind.self),
            let mapping = node.mapping(
                keys: ["name", "kind"] + kind.keys + ["quiet", "digest", "heartbeat"])
        else { return nil }
        let name = mapping.required("name")?.label()
        let receiver = Receiver(kind, name: name ?? "", mapping, logs: logs, surroundings: surroundings)
        let quiet = mapping["quiet"].flatMap { ReceiverConfiguration.quiet($0, of: kind) }
        let digest = mapping["digest"].flatMap { ReceiverConfiguration.digest($0, of: kind) }
        let heartbeat = mapping["heartbeat"]?.choice(HeartbeatRhythm.self)
        guard let name, let receiver else { return nil }
        self.init(name: name, receiver: receiver, quiet: quiet, digest: digest, heartbeat: heartbeat)
    }

    private static func quiet(_ node: YAMLNode, of kind: ReceiverKind) -> ActiveWindow? {
        if kind == .logFile {
            node.problem("\"quiet\" is for webhooks and mail; a log disturbs nobody")
            return nil
        }
        let quiet = ActiveWindow(node)
        if quiet?.isAlwaysOpen == true {
            node.problem("is always quiet, so no alert could be sent; leave some hours free")
        }
        return quiet
    }

    private static func digest(_ node: YAMLNode, of kind: ReceiverKind) -> DigestSchedule? {
        switch kind {
        case .email: return DigestSchedule(node)
        case .webhook:
            // A message of a chat is too short for many alerts, and an event is one alert with its own id.
            node.problem(
                "\"digest\" is for mail: a webhook gets each alert by itself, with its id; "
                    + "\"quiet\" holds them back for hours")
        case .logFile: node.problem("\"digest\" is for mail: a log gets each alert as a line of its own")
        }
        return nil
    }
}
