import Feeds

/// What one request for a feed brought.
enum FetchedListing: Sendable {
    /// A 304, or the very bytes that were recorded last time.
    case unchanged(ListingAnswer)
    case read(FeedDocument, bodyHash: String, ListingAnswer)
    /// `asked`: seconds that the publisher asks to wait; `isRefusal`: its server is overloaded and does not say for how long.
    case failed(reason: String, asked: Double? = nil, isRefusal: Bool = false)
    /// 410: the publisher says that the feed is gone for good.
    case gone(reason: String)

    var isFailure: Bool {
        switch self {
        case .unchanged, .read: false
        case .failed, .gone: true
        }
    }
}
