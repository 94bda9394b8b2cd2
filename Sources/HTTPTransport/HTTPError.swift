import CCurl
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
    /// Without user name and password, and without what follows a question mark, which may be a key; of a POST scheme
    /// and host only, since the path of a webhook is its secret.
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

/// A libcurl result code in our terms.
struct CurlFailure {
    let kind: HTTPError.Kind
    let hint: String

    /// `hasAnswer`: a status line had arrived, so that what broke off was its body.
    init(_ code: CURLcode, hasAnswer: Bool) {
        switch code {
        case CURLE_OPERATION_TIMEDOUT:
            self.init(.timedOut, "it is tried again; raise `timeout` if the server is always this slow")
        case CURLE_FILESIZE_EXCEEDED:
            self.init(.tooLarge, "raise `body_limit` if the document is meant to be so large")
        case CURLE_PARTIAL_FILE:
            self.init(.truncated, "what arrived is not used; it is tried again")
        case CURLE_RECV_ERROR, CURLE_HTTP2, CURLE_HTTP2_STREAM, CURLE_GOT_NOTHING, CURLE_SEND_ERROR:
            if hasAnswer {
                self.init(.truncated, "what arrived is not used; it is tried again")
            } else {
                self.init(.unreachable, "the server closed the connection; it is tried again")
            }
        case CURLE_COULDNT_RESOLVE_HOST, CURLE_COULDNT_RESOLVE_PROXY:
            self.init(.unreachable, "check the host's name and this machine's DNS")
        case CURLE_COULDNT_CONNECT:
            self.init(.unreachable, "check that the server is running and that no firewall blocks it")
        case CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_CACERT_BADFILE, CURLE_SSL_ISSUER_ERROR:
            self.init(
                .tls, "the certificate must be valid for this host; `http: {ca_file: ...}` adds an authority of yours")
        case CURLE_SSL_CONNECT_ERROR, CURLE_SSL_CERTPROBLEM, CURLE_SSL_CIPHER, CURLE_USE_SSL_FAILED:
            self.init(.tls, "check that the port speaks TLS, and its certificate")
        case CURLE_URL_MALFORMAT:
            self.init(.badAddress, "write it as https://host/path")
        case CURLE_FILE_COULDNT_READ_FILE, CURLE_READ_ERROR:
            self.init(.noFile, "check that the file exists and that ratingwatch may read it")
        // An address with another scheme does not get this far: here "unsupported" is an answer without a status line.
        case CURLE_BAD_CONTENT_ENCODING, CURLE_WEIRD_SERVER_REPLY, CURLE_UNSUPPORTED_PROTOCOL:
            self.init(.malformed, "check that the address is that of a web server, and its encoding")
        case CURLE_OUT_OF_MEMORY, CURLE_FAILED_INIT:
            self.init(.exhausted, "free memory or descriptors on this machine")
        default:
            self.init(.unreachable, "it is tried again")
        }
    }

    private init(_ kind: HTTPError.Kind, _ hint: String) {
        self.kind = kind
        self.hint = hint
    }
}
