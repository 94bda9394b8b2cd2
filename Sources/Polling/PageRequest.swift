import HTTPTransport
import Text

/// A page of a source to ask for, with what is known of its last version.
struct PageRequest: Sendable {
    let address: String
    let validators: Validators?
    /// Hex SHA-256 of the body last recorded.
    let bodyHash: String?
    let reach: Reach
    /// Failures in a row before this request.
    let failures: Int

    /// The address without what may be secret in it, for people to read.
    var readableAddress: String { RedactedAddress(ofFeed: address).text }
}
