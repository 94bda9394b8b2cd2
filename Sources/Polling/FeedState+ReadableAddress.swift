import HTTPTransport
import History
import Text

extension FeedState {
    /// The address to ask, without a password, for people to read.
    var readableAddress: String { RedactedAddress(address, withPath: true).text }
}
