import Text

/// Why there is no answer.
package struct HTTPError: Error, Hashable, Sendable, CustomStringConvertible {
    package enum Kind: Hashable, Sendable {
        /// No connection, or one that was lost before the answer's body.
        case unreachable
        case timedOut
        /// The body or the headers went over their limit.
        case tooLarge
        case tooManyRedirects
        /// The request's `Reach` does not allow the address.
        case notFollowed
        /// The body ended before its announced end.
        case truncated
        /// No HTTP, or an encoding that cannot be undone.
        case malformed
        /// An address or a header that cannot be sent.
        case badAddress
        /// A file that cannot be read.
        case noFile
        case tls
        case cancelled
        /// libcurl or the system refused for want of memory or descriptors.
        case exhausted
    }

    package let kind: Kind
    package let operation: String
    /// Without user name and password, and without what follows a question mark, which may be a key; of a POST scheme and host only,
    /// since the path of a webhook is its secret.
    package let url: String
    /// In libcurl's own words where it has any.
    package let cause: String
    package let hint: String

    init(_ kind: Kind, method: HTTPMethod = .get, url: String, cause: String, hint: String) {
        self.kind = kind
        self.operation = method.rawValue
        self.url = (method == .get ? RedactedAddress(ofFeed: url) : RedactedAddress(url, withPath: false)).text
        self.cause = cause
        self.hint = hint
    }

    package var description: String {
        "\(operation) \(url): \(cause); \(hint)"
    }
}
