import HTTPTransport
import Receivers
import Text
import YAML

extension Webhook {
    static let keys = ["url", "secret_file", "format", "template_file", "content_type"]

    init?(name: String, _ mapping: YAMLMapping, surroundings: Surroundings) {
        let url = mapping.required("url").flatMap(Webhook.address)
        if mapping["secret_file"]?.isEmptyList == true {
            mapping["secret_file"]?.problem("names no file; leave the key out to send messages without a signature")
        }
        let secrets = (mapping["secret_file"]?.members ?? []).compactMap {
            $0.secretFile(surroundings, check: Webhook.check(secretFile:))
        }
        let format = mapping["format"].map { $0.choice(WebhookFormat.self) } ?? .cloudevents
        let template = Webhook.template(mapping, for: format, surroundings: surroundings)
        guard let url, let format else { return nil }
        self.init(name: name, url: url, secretFiles: secrets, format: format, template: template)
    }

    /// Alerts, and addresses that are secrets themselves, do not go over a network unencrypted.
    private static func address(_ node: YAMLNode) -> String? {
        guard let text = node.text() else { return nil }
        guard let origin = Origin(url: text), origin.scheme == "https" || (origin.scheme == "http" && origin.isLoopback)
        else {
            node.problem("must be an address that begins with https://; http:// only for this machine's own addresses")
            return nil
        }
        if AddressText.hasUser(text) {
            node.problem("must not hold a user's name or a password; messages are signed with the key in `secret_file`")
            return nil
        }
        return text
    }

    private static func template(
        _ mapping: YAMLMapping, for format: WebhookFormat?, surroundings: Surroundings
    ) -> WebhookTemplate? {
        guard format == .template else {
            for key in ["template_file", "content_type"] {
                mapping[key]?.problem("\"\(key)\" belongs to the format template alone")
            }
            return nil
        }
        let contentType = mapping["content_type"]?.text() ?? "application/json; charset=utf-8"
        let file = mapping.required("template_file")?.secretFile(surroundings, isSecret: false) {
            file throws(ReceiverError) in
            try WebhookTemplate(file: file, contentType: contentType).check()
        }
        return file.map { WebhookTemplate(file: $0, contentType: contentType) }
    }
}
