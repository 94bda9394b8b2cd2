import CCurl

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

/// What came of one mail.
package struct MailResult: Sendable, Hashable {
    package enum Outcome: Sendable, Hashable {
        /// The server has the message, for every recipient.
        case accepted
        /// The server will never take this message (5xx to its sender, a recipient or the message itself).
        case refused
        /// The dialogue took too long.
        case timedOut
        /// No connection, no TLS, no admission, or 4xx: the same mail may pass later.
        case failed
    }

    package let outcome: Outcome
    /// The server's last reply code; nil where none came.
    package let status: Int?
    /// The line that came with it; empty where none did.
    package let reply: String
    /// What went wrong, in libcurl's words; empty where nothing did.
    package let cause: String
    package let milliseconds: Int
}

/// The address of a mail server: `smtps://` speaks TLS from its first byte, `smtp://` begins it with STARTTLS.
package struct MailServer: Hashable, Sendable, CustomStringConvertible {
    /// `smtp` or `smtps`.
    package let scheme: String
    package let host: String
    package let port: Int

    /// Nil for anything but scheme, host and port: a user or a password in it would stand in every message about it.
    package init?(_ text: String) {
        guard let handle = curl_url() else { return nil }
        defer { curl_url_cleanup(handle) }
        guard curl_url_set(handle, CURLUPART_URL, text, 0) == CURLUE_OK else { return nil }
        func part(_ part: CURLUPart, _ flags: Int = 0) -> String? {
            var value: UnsafeMutablePointer<CChar>?
            guard curl_url_get(handle, part, &value, UInt32(flags)) == CURLUE_OK, let value else { return nil }
            defer { curl_free(value) }
            return String(cString: value)
        }
        guard let scheme = part(CURLUPART_SCHEME), ["smtp", "smtps"].contains(scheme),
            let host = part(CURLUPART_HOST), !host.isEmpty,
            let port = part(CURLUPART_PORT, Int(CURLU_DEFAULT_PORT)).flatMap(Int.init),
            part(CURLUPART_USER) == nil, part(CURLUPART_PASSWORD) == nil, part(CURLUPART_PATH) ?? "/" == "/"
        else { return nil }
        self.scheme = scheme
        self.host = host.lowercased()
        self.port = port
    }

    package var description: String { "\(scheme)://\(host):\(port)" }

    /// Only to this machine itself may a mail go without TLS.
    package var needsEncryption: Bool { !LoopbackHost.isOne(host) }
}

/// How to be let in by a mail server; never shows its password.
package struct MailLogin: Sendable, CustomStringConvertible, CustomReflectable {
    let user: String
    let password: String

    package init(user: String, password: String) {
        self.user = user
        self.password = password
    }

    package var description: String { user }
    package var customMirror: Mirror { Mirror(self, children: ["user": user]) }
}
