package import Configuration
import Digests
import Feeds
import Foundation
import History
package import HTTPTransport
import Receivers
package import System
import Text

/// fetch -> read: asks publishers for whatever a poll needs. The one place that knows what a server's status means.
package struct Fetcher: Sendable {
    let transport: HTTPTransport
    let http: HTTPConfiguration
    let crashes: CrashGuard
    let heavies: HeavyDocuments
    /// Where what publishers answer is kept, or where it comes from in place of them; `nil` as nearly always.
    package var tape: AnswerTape?

    /// Where large bodies lie until it is their turn.
    let folder: String

    /// `folder`: where large bodies lie until it is their turn.
    package init(
        transport: HTTPTransport, http: HTTPConfiguration, crashes: CrashGuard = .none,
        heavies: HeavyDocuments = HeavyDocuments(), folder: String
    ) {
        self.folder = folder
        self.transport = transport
        self.http = http
        self.crashes = crashes
        self.heavies = heavies
    }

    /// A good answer: the document, or word that it is the version whose validators were sent.
    struct Answer: Sendable {
        /// Without its body.
        let response: HTTPResponse
        /// Empty where the document went elsewhere.
        let body: FetchedBody
        /// Seconds that the publisher asks to wait.
        let asked: Double?

        var isUnchanged: Bool { response.status == 304 }

        var listing: ListingAnswer {
            ListingAnswer(validators: response.validators, asked: asked, redirects: response.redirects)
        }
    }

    /// Why there is no document.
    struct Refusal: Error, Codable {
        enum Kind: Codable {
            /// 410.
            case gone
            /// 404.
            case missing
            /// The server is overloaded, and does not say for how long.
            case overloaded
            /// The address may not be asked; final.
            case notFollowed
            case other
        }

        let kind: Kind
        /// For people.
        let reason: String
        /// Seconds that the publisher asks to wait.
        var asked: Double?
        /// `nil` where no answer came.
        var status: Int?
    }

    /// `spool`: takes the document in place of the answer.
    func ask(
        _ wanted: SourceRequest, as credential: FeedCredential? = nil, into spool: SpooledBody? = nil, now: Date
    ) async throws(Refusal) -> Answer {
        let body = FetchedBody(in: folder)
        guard let tape else { return try await askPublisher(wanted, as: credential, body, spool, now: now) }
        if let answer = try tape.play(wanted, body, into: spool) { return answer }
        do throws(Refusal) {
            let answer = try await askPublisher(wanted, as: credential, body, spool, now: now)
            tape.record(answer, to: wanted.address, in: spool)
            return answer
        } catch {
            tape.record(error, of: wanted.address)
            throw error
        }
    }

    private func askPublisher(
        _ wanted: SourceRequest, as credential: FeedCredential?, _ body: FetchedBody, _ spool: SpooledBody?, now: Date
    ) async throws(Refusal) -> Answer {
        var request = request(for: wanted)
        do throws(ReceiverError) {
            try request.authorise(as: credential)
        } catch {
            throw Refusal(kind: .other, reason: error.description)
        }
        var response: HTTPResponse
        do throws(HTTPError) {
            response = try await transport.send(request, into: spool ?? body)
            if response.status == 304, request.validators != nil, !response.confirms(request.validators) {
                // Believed, it would hide the version that it names for as long as that lasts.
                request.validators = nil
                response = try await transport.send(request, into: spool ?? body)
            }
        } catch {
            throw Refusal(error)
        }
        let asked = Fetcher.asked(by: response, now: now)
        let isBusy = response.status == 429 || response.status >= 500
        let kind: Refusal.Kind
        switch response.status {
        case 200: return Answer(response: response, body: body, asked: asked)
        case 304 where request.validators != nil: return Answer(response: response, body: body, asked: asked)
        case 410: kind = .gone
        case 404: kind = .missing
        case _ where isBusy && response.headers["Retry-After"] == nil: kind = .overloaded
        default: kind = .other
        }
        throw Refusal(
            kind: kind, reason: "\(wanted.readableAddress) answered \(response.status) instead of a \(wanted.noun)",
            asked: asked, status: response.status)
    }

    /// What is known without asking a server; `nil` for what must be asked for.
    func refusal(of wanted: SourceRequest) -> Refusal? {
        HTTPTransport.refusal(of: request(for: wanted)).map { Refusal($0) }
    }

    private func request(for wanted: SourceRequest) -> HTTPRequest {
        HTTPRequest(
            url: wanted.address, headers: wanted.accept.map { ["Accept": $0] } ?? [:], validators: wanted.validators,
            timeout: .seconds(http.timeout), bodyLimit: http.bodyLimit, reach: wanted.reach, source: wanted.source)
    }

    /// How long a publisher asks to be left alone, in seconds: the longer of `Retry-After` and the answer's own
    /// freshness.
    private static func asked(by response: HTTPResponse, now: Date) -> Double? {
        [RetryAfter.delay(response.headers, now: now), HTTPFreshness.remaining(response.headers, now: now)]
            .compactMap(\.self).map { $0 / .seconds(1) }.max()
    }

    /// A listing cut in transit is whole the next time, and what it lacks must not be taken for new then; one that is
    /// cut again and again is the publisher's own mistake, and is read as it is.
    static let cutsInARow = 3

    /// Asks for all that a feed lists, in however many pages it comes. `known`: the pages of the version that is
    /// recorded.
    func listing(
        of feed: FeedConfiguration, state: FeedState, known: [ListingPage] = [], now: Date
    ) async -> FetchedListing {
        if let pages = feed.source.pages {
            return await Elsewhere.perform {
                await listing(of: feed, in: pages, state: state, known: known, now: now)
            }
        }
        // What other expressions have read must be read again, whether or not the publisher has anything new.
        let isKnown = state.bodyHash.map { ReadingMark.isOf(feed.source.version, $0) } ?? true
        return await page(
            feed.request(
                state.address, validators: isKnown ? state.validators(at: now) : nil, bodyHash: state.bodyHash,
                // Failures at an address that the feed had before say nothing of this one.
                failures: state.lastAttempt == nil ? 0 : state.failures),
            of: feed, now: now)
    }

    /// Asks for one page of a feed: the only one, or one of many.
    func page(_ wanted: SourceRequest, of feed: FeedConfiguration, now: Date) async -> FetchedListing {
        do throws(Refusal) {
            let answer = try await ask(wanted, as: feed.credential, now: now)
            if answer.isUnchanged { return .unchanged(answer.listing) }
            return await Elsewhere.perform { await read(answer, to: wanted, feed) }
        } catch {
            return Fetched(error, of: wanted)
        }
    }

    private func read(_ answer: Answer, to wanted: SourceRequest, _ feed: FeedConfiguration) async -> FetchedListing {
        let source = feed.source
        let isListing = if case .providers = source.content { true } else { false }
        let response = answer.response
        let hash: String
        do throws(Refusal) {
            hash = ReadingMark.text(try answer.body.sha256(), readBy: source.version)
        } catch {
            return Fetched(error, of: wanted)
        }
        if wanted.bodyHash == hash { return .unchanged(answer.listing) }
        // What follows a question mark may be a key; of a listing of providers it says which listing it is.
        let base = isListing ? response.finalURL : AddressText.base(response.finalURL)
        do throws(SuspectedWork) {
            return try await perform(
                reading(of: feed, from: wanted.readableAddress), of: answer.body
            ) {
                read(answer, to: wanted, source, base: base, hash: hash)
            }
        } catch {
            return Fetched(error, in: wanted, asked: answer.asked)
        }
    }

    /// Reads a listing: a heavy one alone, and one that the program may have died of in a process of its own first.
    func perform<Value>(
        _ work: CrashGuard.Work, of fetched: FetchedBody, _ body: () async -> Value
    ) async throws(SuspectedWork) -> Value {
        try await heavies.read(fetched.count, of: work.owner.name, isHeld: true) {
            () async throws(SuspectedWork) in
            try await perform(work, body)
        }
    }

    /// Reads something else under a mark.
    func perform<Value>(
        _ work: CrashGuard.Work, _ body: () async -> Value
    ) async throws(SuspectedWork) -> Value {
        do throws(SuspectedWork) {
            return try await crashes.perform(work, body)
        } catch {
            if let how = error.how { tape?.record(crash: how, of: work.subject) }
            throw error
        }
    }

    /// What is about to be read of a feed; a process of its own takes the poll's step as far as it has come.
    func reading(of feed: FeedConfiguration, from address: String) -> CrashGuard.Work {
        CrashGuard.Work(owner: .feed(feed.name), subject: address, rehearsal: tape?.rehearsal)
    }

    private func read(
        _ answer: Answer, to wanted: SourceRequest, _ source: any FeedSource, base: String, hash: String
    ) -> FetchedListing {
        let response = answer.response
        let statesRatings = if case .providers(let walk) = source.content { walk.stating != nil } else { false }
        let body: [UInt8]
        do throws(Refusal) { body = try answer.body.load() } catch { return Fetched(error, of: wanted) }
        do throws(FeedError) {
            let document = try source.read(
                body, base: base, contentType: response.headers["Content-Type"])
            if document.isCut, wanted.failures < Fetcher.cutsInARow {
                return .failed(
                    reason:
                        "\(wanted.readableAddress): the feed is truncated; nothing of it is recorded, and it is tried again",
                    asked: answer.asked)
            }
            return .read(document, bodyHash: hash, answer.listing)
        } catch {
            return Fetched(
                error, in: wanted, asked: answer.asked, hasLostRatings: statesRatings && error.isUnfamiliar)
        }
    }
}

extension Fetcher.Refusal {
    fileprivate init(_ error: HTTPError) {
        // What cannot be an address today is none tomorrow: nothing waits for it.
        let isFinal = error.kind == .notFollowed || error.kind == .badAddress
        self.init(kind: isFinal ? .notFollowed : .other, reason: error.description)
    }
}

extension HTTPRequest {
    /// Adds what a source asks of those who read it; that is for its own scheme, host and port alone, wherever that
    /// leads.
    mutating func authorise(as credential: FeedCredential?) throws(ReceiverError) {
        guard let credential else { return }
        if case .document(let origin, _, _) = reach, Origin(url: url) != origin { return }
        let field = try credential.field()
        headers.append(field.name, field.value)
    }
}
