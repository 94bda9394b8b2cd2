import Digests
package import FoundationEssentials
import HTTPTransport
package import Inspections
import System
import Text
import YAML

/// The receiver kind `webhook`: posts each alert to an address, signed as Standard Webhooks has it
/// (https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md).
package struct Webhook: Messenger, CustomStringConvertible, CustomReflectable {
    package let name: String
    /// May be a secret as a whole, so it stands in no message.
    let url: String
    let secrets: WebhookSecrets
    let format: WebhookFormat
    /// For the format `template` alone.
    package let template: WebhookTemplate?

    package init(
        name: String, url: String, secretFiles: [SecretFile] = [], format: WebhookFormat = .cloudevents,
        template: WebhookTemplate? = nil
    ) {
        self.name = name
        self.url = url
        self.secrets = WebhookSecrets(files: secretFiles)
        self.format = format
        self.template = template
    }

    package var description: String { "webhook \(name) at \(RedactedAddress(url, withPath: false).text)" }
    package var customMirror: Mirror { Mirror(self, children: ["description": description]) }
    package var fingerprint: String { String(SHA256.hex(of: url).prefix(16)) }

    /// Throws where a secret or the template cannot be used.
    package func check() throws(ReceiverError) {
        _ = try secrets.read()
        try template?.check()
        try format.chat?.check(url)
    }

    /// Throws where one file of its secrets cannot be used.
    package static func check(secretFile: SecretFile) throws(ReceiverError) {
        _ = try WebhookSecrets(files: [secretFile]).read()
    }

    package func attempt(_ alert: AlertRecord, over carriers: Carriers, at now: Date) async -> Attempt {
        await attempt(over: carriers, at: now) { () throws(ReceiverError) in
            try self.request(try message(alert, names: carriers.names), id: alert.id, at: now)
        }
    }

    package func preview(_ alert: AlertRecord, names: ReaderNames) throws(ReceiverError) -> MessagePreview {
        let shown = RedactedAddress(url, withPath: false).text
        // The topic of ntfy is in the body: whoever knows it can read and write there.
        let message = try message(alert, names: names, shown: shown)
        return MessagePreview(
            fields: [("POST", shown)] + message.headers + [
                ("webhook-id", alert.id), ("Signed", secrets.files.isEmpty ? "no" : "yes"),
            ], body: String(decoding: message.body, as: UTF8.self), html: nil)
    }

    package var takesDigests: Bool { format.chat != nil }

    package func attempt(
        digest alerts: [AlertRecord], of instant: Date, note: String?, over carriers: Carriers, at now: Date
    ) async -> Attempt {
        await attempt(over: carriers, at: now) { () throws(ReceiverError) in
            var readable: [ReaderAlert] = []
            for alert in alerts { readable.append(try ReaderAlert(alert, names: carriers.names)) }
            let id: String = "rwd_" + SHA256.hex(of: alerts.map(\.id).joined(separator: "\n")).prefix(32)
            guard let chat = format.chat else {
                throw ReceiverError(
                    operation: "write one message of several alerts to", subject: name,
                    cause: "its format has no such message")
            }
            return try self.request(.digest(readable, in: chat, url: url), id: id, at: now)
        }
    }

    private func attempt(
        over carriers: Carriers, at now: Date, _ make: () throws(ReceiverError) -> HTTPRequest
    ) async -> Attempt {
        let request: HTTPRequest
        do throws(ReceiverError) {
            request = try make()
        } catch {
            return Attempt(error)
        }
        do throws(HTTPError) {
            let attempt = Attempt(try await carriers.http.send(request), now: now)
            return format.chat?.heard(attempt) ?? attempt
        } catch {
            return Attempt(error)
        }
    }

    private func request(
        _ message: WebhookMessage, id: String, at now: Date
    ) throws(ReceiverError) -> HTTPRequest {
        let timestamp = String(Int(now.timeIntervalSince1970))
        var headers = HTTPHeaders(message.headers)
        headers.append("webhook-id", id)
        headers.append("webhook-timestamp", timestamp)
        let signatures = try secrets.read().map { $0.signature(id: id, timestamp: timestamp, body: message.body) }
        if !signatures.isEmpty { headers.append("webhook-signature", signatures.joined(separator: " ")) }
        return HTTPRequest(
            method: .post, url: message.url ?? url, headers: headers, body: message.body, timeout: Carriers.timeout,
            bodyLimit: Attempt.answerLimit, cutsBody: true)
    }

    /// `shown`: what stands for its address in the message; `nil` for the address itself.
    func message(
        _ alert: AlertRecord, names: ReaderNames, shown: String? = nil
    ) throws(ReceiverError) -> WebhookMessage {
        if let chat = format.chat { return try chat.message(try ReaderAlert(alert, names: names), shown ?? url) }
        if format == .template { return try templated(alert, names: names) }
        return WebhookMessage(alert.body, contentType: "application/cloudevents+json; charset=utf-8")
    }

    private func templated(_ alert: AlertRecord, names: ReaderNames) throws(ReceiverError) -> WebhookMessage {
        guard let template else {
            throw ReceiverError(
                operation: "write the message of", subject: name, cause: "it has no template",
                hint: "set template_file")
        }
        return try template.message(alert, names: names)
    }
}

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
        let template = Webhook.readTemplate(mapping, for: format, surroundings: surroundings)
        if let url, let chat = format?.chat, (try? chat.check(url)) == nil {
            mapping["url"]?.problem("must name the topic, as in https://ntfy.sh/your-topic")
        }
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

    private static func readTemplate(
        _ mapping: YAMLMapping, for format: WebhookFormat?, surroundings: Surroundings
    ) -> WebhookTemplate? {
        guard format == .template else {
            for key in ["template_file", "content_type"] {
                mapping[key]?.problem("\"\(key)\" is only for the format template")
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

extension Attempt {
    /// Only 2xx is success: what a redirect leads to was never configured, and would get the alert unasked.
    init(_ response: HTTPResponse, now: Date) {
        let asked = RetryAfter.delay(response.headers, now: now)
        let (verdict, reason): (Verdict, String) =
            switch response.status {
            case 200..<300: (.done, "answered \(response.status)")
            case 300..<400:
                (
                    .retry(asked: asked),
                    "answered \(response.status), a redirect, which is not followed; configure the address where it ends"
                )
            case 410: (.gone, "answered 410: it is gone for good")
            case 429: (.retry(asked: asked, because: .tooMany), "answered 429: too many requests")
            default: (.retry(asked: asked), "answered \(response.status)")
            }
        self.init(
            verdict: verdict, status: response.status, milliseconds: response.milliseconds,
            answer: String(decoding: response.body, as: UTF8.self), reason: reason)
    }

    init(_ error: HTTPError) {
        let isSlow = error.kind == .timedOut
        self.init(
            verdict: .retry(because: isSlow ? .tooSlow : .failure),
            milliseconds: isSlow ? Int(Carriers.timeout / .milliseconds(1)) : 0,
            reason: isSlow ? "did not answer within \(Int(Carriers.timeout / .seconds(1))) s" : error.cause)
    }
}
