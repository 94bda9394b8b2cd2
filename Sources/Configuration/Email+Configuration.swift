import HTTPTransport
import Receivers
import YAML

extension Email {
    static let keys = ["server", "user", "password_file", "from", "to"]

    init?(name: String, _ mapping: YAMLMapping, surroundings: Surroundings) {
        let server = mapping.required("server").flatMap(Email.server)
        let user = mapping["user"]?.label()
        let passwordFile = mapping["password_file"]?.passwordFile(surroundings)
        if (mapping["user"] == nil) != (mapping["password_file"] == nil) {
            mapping.node.problem("\"user\" and \"password_file\" go together")
        }
        let from = mapping.required("from").flatMap(Email.mailbox)
        let recipients = mapping.required("to")?.members ?? []
        if let to = mapping["to"], recipients.isEmpty { to.problem("must name at least one address") }
        let to = recipients.compactMap(Email.mailbox)
        guard let server, let from, !to.isEmpty else { return nil }
        self.init(name: name, server: server, user: user, passwordFile: passwordFile, from: from, to: to)
    }

    private static func server(_ node: YAMLNode) -> MailServer? {
        guard let text = node.text() else { return nil }
        if let server = MailServer(text) { return server }
        node.problem(
            "must be smtps://host, or smtp://host:587 for one that begins in plain text; a user goes under \"user\"")
        return nil
    }

    private static func mailbox(_ node: YAMLNode) -> MailAddress? {
        guard let text = node.text() else { return nil }
        if let address = MailAddress(text) { return address }
        node.problem("\"\(text)\" is no address; write desk@example.org or News desk <desk@example.org>")
        return nil
    }
}
