/// One message and where it goes.
package struct MailRequest: Sendable {
    package let server: MailServer
    /// Nil where the server asks for none.
    package let login: MailLogin?
    /// Of the envelope: an address alone.
    package let sender: String
    /// Of the envelope: all get the message, or none.
    package let recipients: [String]
    /// Header and body, with CRLF at the end of each line.
    package let message: [UInt8]
    /// For the whole dialogue.
    package let timeout: Duration

    package init(
        server: MailServer, login: MailLogin?, sender: String, recipients: [String], message: [UInt8],
        timeout: Duration
    ) {
        self.server = server
        self.login = login
        self.sender = sender
        self.recipients = recipients
        self.message = message
        self.timeout = timeout
    }
}
