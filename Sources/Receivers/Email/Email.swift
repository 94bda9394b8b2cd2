import Digests
package import FoundationEssentials
package import HTTPTransport
package import Inspections

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
        let message = MailMessage(try ReaderAlert(alert, names: names))
        return MessagePreview(
            fields: [
                ("From", from.text), ("To", to.map(\.text).joined(separator: ", ")), ("Subject", message.subject),
            ],
            body: message.body.plain, html: message.body.html)
    }

    package var takesDigests: Bool { true }

    /// The same with all of these in one mail. `instant`: when that was due.
    package func attempt(
        digest alerts: [AlertRecord], of instant: Date, over carriers: Carriers, at now: Date
    ) async -> Attempt {
        await attempt(over: carriers) { () throws(ReceiverError) in
            var read: [ReaderAlert] = []
            for alert in alerts { read.append(try ReaderAlert(alert, names: carriers.names)) }
            return MailMessage(digest: read, time: instant.formatted(.iso8601))
        }
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
