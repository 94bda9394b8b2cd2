import Foundation
import Mustache

/// The operator's own message: a Mustache template over the members of the alert's body.
///
/// What it inserts is escaped for JSON where the content type is JSON's, and not at all elsewhere.
package struct WebhookTemplate: Sendable {
    let file: SecretFile
    let contentType: String

    package init(file: SecretFile, contentType: String) {
        self.file = file
        self.contentType = contentType
    }

    package func check() throws(ReceiverError) { _ = try read() }

    func message(_ alert: AlertRecord) throws(ReceiverError) -> WebhookMessage {
        let content = try? JSONSerialization.jsonObject(with: Data(alert.body.utf8))
        return WebhookMessage(try read().render(content ?? [:]), contentType: contentType)
    }

    /// Read for each message, so that it can be changed while the daemon runs.
    private func read() throws(ReceiverError) -> MustacheTemplate {
        let text = try file.text()
        MustacheContentTypes.register(JSONEscaping(), named: "JSON")
        let escaping = contentType.contains("json") ? "JSON" : "TEXT"
        do {
            return try MustacheTemplate(string: "{{% CONTENT_TYPE:\(escaping)}}" + text)
        } catch {
            throw ReceiverError(
                operation: "read", subject: file.subject, cause: "it is no Mustache template: \(error)",
                hint: "see https://mustache.github.io/mustache.5.html")
        }
    }
}
