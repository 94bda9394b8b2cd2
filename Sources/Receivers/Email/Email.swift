import Digests
package import FoundationEssentials
package import HTTPTransport
package import Inspections
import System
import YAML

/// The receiver kind `email`: one mail for each alert or for many, to all its recipients at once, none of whom
/// sees the others.
package struct Email: Messenger {
    package let name: String
    let server: MailServer
    let user: String?
    let passwordFile: SecretFile?
    let from: MailAddress
    let to: [MailAddress]

    package init(
        name: String, server: MailServer, user: String? = nil, passwordFile: SecretFile? = nil, from: MailAddress,
        to: [MailAddress]
    ) {
        self.name = name
        self.server = server
        self.user = user
        self.passwordFile = passwordFile
        self.from = from
        self.to = to
    }

    package var fingerprint: String { String(SHA256.hex(of: "\(server) \(to.map(\.address))").prefix(16)) }

    /// Throws where the password cannot be read.
    package func check() throws(ReceiverError) { _ = try login() }

    package func attempt(_ alert: AlertRecord, over carriers: Carriers, at now: Date) async -> Attempt {
        await attempt(over: carriers) { () throws(ReceiverError) in
            MailMessage(try ReaderAlert(alert, names: carriers.names))
        }
    }

    package func preview(_ alert: AlertRecord, names: ReaderNames) throws(ReceiverError) -> MessagePreview {
        preview(MailMessage(try ReaderAlert(alert, names: names)))
    }

    /// A digest as it would be sent; `instant`: when it is due.
    package func preview(
        digest alerts: [AlertRecord], of instant: Date, note: String?, names: ReaderNames
    ) throws(ReceiverError) -> MessagePreview {
        preview(try Email.digest(alerts, of: instant, note: note, names: names))
    }

    private func preview(_ message: MailMessage) -> MessagePreview {
        MessagePreview(
            fields: [
                ("From", from.text), ("To", to.map(\.text).joined(separator: ", ")), ("Subject", message.subject),
            ],
            body: message.body.plain, html: message.body.html)
    }

    package var takesDigests: Bool { true }

    package func attempt(
        digest alerts: [AlertRecord], of instant: Date, note: String?, over carriers: Carriers, at now: Date
    ) async -> Attempt {
        await attempt(over: carriers) { () throws(ReceiverError) in
            try Email.digest(alerts, of: instant, note: note, names: carriers.names)
        }
    }

    private static func digest(
        _ alerts: [AlertRecord], of instant: Date, note: String?, names: ReaderNames
    ) throws(ReceiverError) -> MailMessage {
        var read: [ReaderAlert] = []
        for alert in alerts { read.append(try ReaderAlert(alert, names: names)) }
        return MailMessage(digest: read, note: note, time: instant.formatted(.iso8601))
    }

    private func attempt(
        over carriers: Carriers, _ message: () throws(ReceiverError) -> MailMessage
    ) async -> Attempt {
        let mail: MailRequest
        do throws(ReceiverError) {
            mail = MailRequest(
                server: server, login: try login(), sender: from.address, recipients: to.map(\.address),
                message: try message().bytes(from: from, to: to), timeout: Carriers.timeout)
        } catch {
            return Attempt(error)
        }
        return Attempt(await carriers.mail.send(mail))
    }

    private func login() throws(ReceiverError) -> MailLogin? {
        guard let user, let passwordFile else { return nil }
        return MailLogin(user: user, password: try passwordFile.firstLine())
    }
}

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
        node.problem("\"\(text)\" is not a mail address; write desk@example.org or News desk <desk@example.org>")
        return nil
    }
}

extension Attempt {
    /// A 4xx may pass later; a 5xx to the mail itself never will, since the same mail would be sent again.
    init(_ result: MailResult) {
        let said = result.status.map { "the mail server answered \($0)" } ?? "no answer from the mail server"
        let (verdict, reason): (Verdict, String) =
            switch result.outcome {
            case .accepted: (.done, said)
            case .refused: (.refused, "\(said): \(result.reply)")
            case .timedOut:
                (.retry(because: .tooSlow), "did not answer within \(Int(Carriers.timeout / .seconds(1))) s")
            case .failed: (.retry(), "\(said): \(result.cause)")
            }
        self.init(
            verdict: verdict, status: result.status, milliseconds: result.milliseconds, answer: result.reply,
            reason: reason)
    }
}
