import HTTPTransport
import History
import Text

extension FeedState {
    /// The address to ask, without what may be secret in it, for people to read.
    var readableAddress: String { RedactedAddress(ofFeed: address).text }
}
