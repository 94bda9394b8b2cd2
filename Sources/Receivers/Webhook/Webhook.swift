import Digests
package import FoundationEssentials
import HTTPTransport
import Inspections
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
    }

    /// Throws where one file of its secrets cannot be used.
    package static func check(secretFile: SecretFile) throws(ReceiverError) {
        _ = try WebhookSecrets(files: [secretFile]).read()
    }

    package func attempt(_ alert: AlertRecord, over carriers: Carriers, at now: Date) async -> Attempt {
        let request: HTTPRequest
        do throws(ReceiverError) {
            request = try self.request(alert, at: now)
        } catch {
            return Attempt(error)
        }
        do throws(HTTPError) {
            return Attempt(try await carriers.http.send(request), now: now)
        } catch {
            return Attempt(error)
        }
    }

    private func request(_ alert: AlertRecord, at now: Date) throws(ReceiverError) -> HTTPRequest {
        let message = try message(alert)
        let timestamp = String(Int(now.timeIntervalSince1970))
        var headers = HTTPHeaders(message.headers)
        headers.append("webhook-id", alert.id)
        headers.append("webhook-timestamp", timestamp)
        let signatures = try secrets.read().map { $0.signature(id: alert.id, timestamp: timestamp, body: message.body) }
        if !signatures.isEmpty { headers.append("webhook-signature", signatures.joined(separator: " ")) }
        return HTTPRequest(
            method: .post, url: url, headers: headers, body: message.body, timeout: Carriers.timeout,
            bodyLimit: Attempt.answerLimit, cutsBody: true)
    }

    private func message(_ alert: AlertRecord) throws(ReceiverError) -> WebhookMessage {
        switch format {
        case .cloudevents:
            WebhookMessage(alert.body, contentType: "application/cloudevents+json; charset=utf-8")
        case .slack: .slack(try AlertContent(alert))
        case .teams: .teams(try AlertContent(alert))
        case .discord: .discord(try AlertContent(alert))
        case .ntfy: .ntfy(try AlertContent(alert))
        case .template: try templated(alert)
        }
    }

    private func templated(_ alert: AlertRecord) throws(ReceiverError) -> WebhookMessage {
        guard let template else {
            throw ReceiverError(
                operation: "write the message of", subject: name, cause: "it has no template",
                hint: "set template_file")
        }
        return try template.message(alert)
    }
}
