import Feeds

/// What one request for a source brought.
enum Fetched<Document: Sendable>: Sendable {
    /// A 304, or the very bytes that were recorded last time.
    case unchanged(ListingAnswer)
    /// `bodyHash`: what tells this version from any other, see `ReadingMark`.
    case read(Document, bodyHash: String, ListingAnswer)
    /// `asked`: seconds that the publisher asks to wait; `isRefusal`: its server is overloaded and does not say for how long;
    /// `hasLostRatings`: what stated ratings is there, and states none that can be read.
    case failed(reason: String, asked: Double? = nil, isRefusal: Bool = false, hasLostRatings: Bool = false)
    /// The publisher says that there will be no more.
    case gone(reason: String)

    var isFailure: Bool {
        switch self {
        case .unchanged, .read: false
        case .failed, .gone: true
        }
    }

    /// What a good answer says besides the document; `nil` for any other.
    var answer: ListingAnswer? {
        switch self {
        case .unchanged(let answer), .read(_, _, let answer): answer
        case .failed, .gone: nil
        }
    }

    /// Seconds that the publisher asks to wait.
    var asked: Double? {
        switch self {
        case .unchanged(let answer), .read(_, _, let answer): answer.asked
        case .failed(_, let asked, _, _): asked
        case .gone: nil
        }
    }

    func map<Other>(_ read: (Document) -> Other) -> Fetched<Other> {
        switch self {
        case .unchanged(let answer): .unchanged(answer)
        case .read(let document, let bodyHash, let answer): .read(read(document), bodyHash: bodyHash, answer)
        case .failed(let reason, let asked, let isRefusal, let hasLostRatings):
            .failed(reason: reason, asked: asked, isRefusal: isRefusal, hasLostRatings: hasLostRatings)
        case .gone(let reason): .gone(reason: reason)
        }
    }
}

typealias FetchedListing = Fetched<FeedDocument>
