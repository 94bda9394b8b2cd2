import Feeds
import HTTPTransport

/// What one request for a feed brought.
enum FetchedListing: Sendable {
    /// A 304, or the very bytes that were recorded last time.
    case unchanged(validators: Validators?, asked: Double?)
    case read(FeedDocument, validators: Validators?, bodyHash: String, asked: Double?)
    /// `asked`: seconds that the publisher asks to wait.
    case failed(reason: String, asked: Double?)
    /// 410: the publisher says that the feed is gone for good.
    case gone(reason: String)
}
