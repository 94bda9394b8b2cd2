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
