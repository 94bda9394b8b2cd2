import HTTPTransport
import Inspections
import TestSupport
import Testing

@testable import Receivers

/// What `preview` shows is what would be sent, but for what only the receiver may know.
@Suite struct PreviewTests {
    private static let secret = "cAnary-of-address"
    private let alert = AlertRecord.reader(summary: "Cheshire East: overall effectiveness declined")

    private func webhook(_ format: WebhookFormat, _ folder: TestSupport.TemporaryFolder) throws -> Webhook {
        let template = SecretFile(candidates: [try folder.write("t.mustache", "{{data.summary}}")])
        return Webhook(
            name: "chat", url: "https://user:\(Self.secret)@hooks.example.org/\(Self.secret)?key=\(Self.secret)",
            secretFiles: [SecretFile(candidates: [folder.path("none")])], format: format,
            template: format == .template ? WebhookTemplate(file: template, contentType: "text/plain") : nil)
    }

    @Test(arguments: WebhookFormat.allCases) func aWebhookIsShownWithoutItsAddress(format: WebhookFormat) throws {
        let folder = try TestSupport.TemporaryFolder()
        let hook = try webhook(format, folder)
        let preview = try Receiver.webhook(hook).preview(alert, names: .ids)
        let text = preview.fields.map { "\($0.name): \($0.value)" }.joined(separator: "\n") + "\n" + preview.body
        #expect(!text.contains(Self.secret), "\(text)")
        #expect(text.hasPrefix("POST: https://hooks.example.org/...\n"))
        #expect(preview.fields.contains { $0 == ("Signed", "yes") })
        #expect(preview.body.contains("Cheshire East: overall effectiveness declined"))
        let sent = String(decoding: try hook.message(alert, names: .ids).body, as: UTF8.self)
        #expect((preview.body == sent) == (format != .ntfy), "the topic of ntfy alone is left out")
        #expect(preview.html == nil)
    }

    @Test func aMailIsShownAsItIsRead() throws {
        let email = Email(
            name: "desk", server: try #require(MailServer("smtps://mail.example.org")), user: "desk",
            passwordFile: SecretFile(candidates: ["/nowhere"]),
            from: try #require(MailAddress("Watch <watch@example.org>")),
            to: [try #require(MailAddress("a@example.org")), try #require(MailAddress("b@example.org"))])
        let preview = try Receiver.email(email).preview(alert, names: .ids)
        #expect(
            preview.fields.map { "\($0.name): \($0.value)" } == [
                "From: Watch <watch@example.org>", "To: a@example.org, b@example.org",
                "Subject: Cheshire East: overall effectiveness declined",
            ])
        #expect(preview.body.contains("declined from requires improvement to inadequate"), "\(preview.body)")
        #expect(preview.html?.contains("<table") == true)
    }

    @Test(arguments: LogFormat.allCases) func aLogIsShownAsItsLine(format: LogFormat) throws {
        let folder = try TestSupport.TemporaryFolder()
        let log = LogFile(path: folder.path("a.log"), format: format)
        let preview = try Receiver.logFile(log).preview(alert, names: .ids)
        _ = try log.append([alert], after: .none)
        let written = try folder.read("a.log")
        // What a jsonl log adds are the hashes behind it.
        #expect(written.hasPrefix(format == .jsonl ? String(preview.body.dropLast()) : preview.body + "\n"))
    }
}
