import Configuration
import Feeds
import Foundation
import HTTPTransport
import History
import System
import Text

/// Something to ask a publisher for, with what is known of its last version.
struct SourceRequest: Sendable {
    let address: String
    let validators: Validators?
    let reach: Reach
    /// The host of the feed that it is asked for.
    let source: String
    /// What is wanted, for people: `feed`.
    let noun: String
    /// The `Accept` field; `nil` for whatever there is.
    var accept: String?
    /// Hex SHA-256 of the body last recorded.
    var bodyHash: String?
    /// Failures in a row before this request.
    var failures = 0

    /// The address without a password, for people to read.
    var readableAddress: String { RedactedAddress(ofFeed: address).text }
}

/// What one request for a source brought.
enum Fetched<Document: Sendable>: Sendable {
    /// A 304, or the very bytes that were recorded last time.
    case unchanged(ListingAnswer)
    /// `bodyHash`: what tells this version from any other, see `ReadingMark`.
    case read(Document, bodyHash: String, ListingAnswer)
    /// `asked`: seconds that the publisher asks to wait.
    case failed(reason: String, asked: Double? = nil, kind: FetchFailure = .ordinary)
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
        case .failed(_, let asked, _): asked
        case .gone: nil
        }
    }

    var isUnchanged: Bool { if case .unchanged = self { true } else { false } }

    func map<Other, Failure>(
        _ read: (Document) async throws(Failure) -> Other
    ) async throws(Failure) -> Fetched<Other> {
        switch self {
        case .unchanged(let answer): .unchanged(answer)
        case .read(let document, let bodyHash, let answer): .read(try await read(document), bodyHash: bodyHash, answer)
        case .failed(let reason, let asked, let kind): .failed(reason: reason, asked: asked, kind: kind)
        case .gone(let reason): .gone(reason: reason)
        }
    }
}

typealias FetchedListing = Fetched<FeedDocument>

/// What kind of failure an attempt to read a source has ended with.
enum FetchFailure: Sendable, Hashable {
    case ordinary
    /// The publisher's server is overloaded, and does not say for how long.
    case overloaded
    /// What stated ratings is there, and states none that can be read.
    case lostRatings
    /// The program ends when it reads it: no weather, so that operators hear of it at once.
    case crash
}

/// What a publisher's good answer says besides the document itself.
struct ListingAnswer: Sendable {
    let validators: Validators?
    /// Seconds that the publisher asks to wait.
    let asked: Double?
    /// Where the feed has moved for good: the end of the permanent redirects that the answer began with.
    let movedTo: String?
    /// The pages that were read, in order; none where the document came whole or was not read.
    let pages: [ListingPage]

    init(
        validators: Validators?, asked: Double?, redirects: [HTTPRedirect], pages: [ListingPage] = []
    ) {
        self.validators = validators
        self.asked = asked
        self.pages = pages
        movedTo = ListingAnswer.movedTo(redirects)
    }

    static func movedTo(_ redirects: [HTTPRedirect]) -> String? {
        // Behind a temporary redirect a permanent one moves another address than ours.
        redirects.prefix { $0.status == 301 || $0.status == 308 }.last?.to
    }

    init(validators: Validators?, asked: Double?, movedTo: String?) {
        self.validators = validators
        self.asked = asked
        self.movedTo = movedTo
        pages = []
    }
}

/// Tells one version of a source, as one map reads it, from any other: what another map has read is read again.
enum ReadingMark {
    /// `digest`: of the bytes, or of an address that changes with them; `version`: of the map, `nil` where none is
    /// needed.
    static func text(_ digest: String, readBy version: UInt64?) -> String { digest + suffix(version) }

    /// True where the mark is that of a version read by this map.
    static func isOf(_ version: UInt64?, _ mark: String) -> Bool { version == nil || mark.hasSuffix(suffix(version)) }

    private static func suffix(_ version: UInt64?) -> String { version.map { "/" + String($0, radix: 16) } ?? "" }
}

extension StoredValidators {
    init(_ validators: Validators) {
        self.init(etag: validators.etag, lastModified: validators.lastModified, url: validators.url)
    }

    /// As they are sent.
    var sent: Validators { Validators(etag: etag, lastModified: lastModified, url: url) }
}

extension Fetched {
    /// What a refusal means of a source: it is tried again, unless the publisher says that there will be no more.
    init(_ refusal: Fetcher.Refusal, of wanted: SourceRequest) {
        if refusal.kind == .gone {
            self = .gone(reason: "the publisher answered 410 Gone for \(wanted.readableAddress)")
            return
        }
        self = .failed(
            reason: refusal.reason + (refusal.status == nil ? "" : "; it is tried again"), asked: refusal.asked,
            kind: refusal.kind == .overloaded ? .overloaded : .ordinary)
    }

    /// `hasLostRatings`: where what is wrong means so for what was asked for.
    init(_ error: FeedError, in wanted: SourceRequest, asked: Double?, hasLostRatings: Bool = false) {
        self = .failed(
            reason: "\(wanted.readableAddress): \(error.description)", asked: asked,
            kind: hasLostRatings || error.hasLostItsRatings ? .lostRatings : .ordinary)
    }

    init(_ suspicion: SuspectedWork, in wanted: SourceRequest, asked: Double?) {
        self = .failed(
            reason: "\(wanted.readableAddress): \(suspicion.description); it is tried again", asked: asked, kind: .crash
        )
    }
}

extension FeedConfiguration {
    /// A request for a document of the source itself.
    func request(
        _ address: String, validators: Validators? = nil, reach: Reach? = nil, bodyHash: String? = nil,
        failures: Int = 0
    ) -> SourceRequest {
        SourceRequest(
            address: address, validators: validators, reach: reach ?? self.reach, source: origin.host,
            noun: source.noun, accept: source.accept, bodyHash: bodyHash, failures: failures)
    }

    /// How far what it lists may lead, by where the feed is now. `movedTo`: where its publisher has just said that it
    /// is for good; what it lists there is read as the next poll would read it.
    func reach(of state: FeedState, movedTo target: String? = nil) -> Reach {
        guard let target, target != state.address else {
            return documentReach(from: state.address, movingTo: state.unconfirmedMove)
        }
        return FeedUpdate.follows(from: state.address, to: target)
            ? documentReach(from: target, movingTo: state.unconfirmedMove)
            : documentReach(from: state.address, movingTo: target)
    }
}
