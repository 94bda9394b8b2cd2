import CCurl

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
