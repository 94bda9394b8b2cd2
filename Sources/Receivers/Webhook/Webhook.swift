import Digests
package import FoundationEssentials
import HTTPTransport
package import Inspections
import Text

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
        if format == .ntfy, WebhookMessage.ntfyTopic(url) == nil {
            throw ReceiverError(
                operation: "write messages to", subject: name, cause: "its address names no topic",
                hint: "https://ntfy.sh/your-topic")
        }
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

    package var takesDigests: Bool { format.isOfChat }

    package func attempt(
        digest alerts: [AlertRecord], of instant: Date, over carriers: Carriers, at now: Date
    ) async -> Attempt {
        await attempt(over: carriers, at: now) { () throws(ReceiverError) in
            var readable: [ReaderAlert] = []
            for alert in alerts { readable.append(try ReaderAlert(alert, names: carriers.names)) }
            let id: String = "rwd_" + SHA256.hex(of: alerts.map(\.id).joined(separator: "\n")).prefix(32)
            return try self.request(.digest(readable, as: format, url: url), id: id, at: now)
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
            return format == .teams ? attempt.heardFromTeams : attempt
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
        switch format {
        case .cloudevents:
            WebhookMessage(alert.body, contentType: "application/cloudevents+json; charset=utf-8")
        case .slack: .slack(try ReaderAlert(alert, names: names))
        case .teams: .teams(try ReaderAlert(alert, names: names))
        case .discord: .discord(try ReaderAlert(alert, names: names))
        case .ntfy: try .ntfy(try ReaderAlert(alert, names: names), url: shown ?? url)
        case .template: try templated(alert, names: names)
        }
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
