package import Configuration
import Digests
import Feeds
import Foundation
import History
package import HTTPTransport
import Receivers
import Text

/// fetch -> read: asks for a feed and reads its publications.
package struct ListingFetcher: Sendable {
    let transport: HTTPTransport
    let http: HTTPConfiguration

    package init(transport: HTTPTransport, http: HTTPConfiguration) {
        self.transport = transport
        self.http = http
    }

    /// A listing cut in transit is whole the next time, and what it lacks must not be taken for new then; one that is cut
    /// again and again is the publisher's own mistake, and is read as it is.
    private static let cutsInARow = 3

    func fetch(_ feed: FeedConfiguration, state: FeedState, now: Date) async -> FetchedListing {
        // What other expressions have read must be read again, whether or not the publisher has anything new.
        if let map = feed.json, map.paging != nil { return await fetchPages(of: feed, by: map, state: state, now: now) }
        let isKnown = state.bodyHash.map { ReadingMark.isOf(feed.readerVersion, $0) } ?? true
        return await fetch(
            PageRequest(
                address: state.address, validators: isKnown ? state.validators : nil, bodyHash: state.bodyHash,
                reach: feed.reach, failures: state.failures), of: feed, now: now)
    }

    /// Asks for one page of a feed: the only one, or one of many.
    func fetch(_ page: PageRequest, of feed: FeedConfiguration, now: Date) async -> FetchedListing {
        switch await ask(page, of: feed, now: now) {
        case .other(let fetched): fetched
        case .good(let response, let asked):
            response.status == 304
                ? .unchanged(ListingAnswer(response, asked: asked)) : read(response, of: page, feed, asked: asked)
        }
    }

    /// What a request has come to.
    enum Asked {
        /// 200 or 304; seconds that the publisher asks to wait.
        case good(HTTPResponse, Double?)
        case other(FetchedListing)
    }

    func ask(_ page: PageRequest, of feed: FeedConfiguration, now: Date) async -> Asked {
        var request = request(for: page, kind: feed.kind)
        do throws(ReceiverError) {
            try request.authorise(as: feed.credential)
        } catch {
            return .other(.failed(reason: error.description))
        }
        let response: HTTPResponse
        do throws(HTTPError) {
            response = try await transport.send(request)
        } catch {
            return .other(.failed(reason: error.description))
        }
        let asked = AskedWait.seconds(response.headers, now: now)
        switch response.status {
        case 200, 304: return .good(response, asked)
        case 410: return .other(.gone(reason: "the publisher answered 410 Gone for \(page.readableAddress)"))
        default:
            return .other(
                .failed(
                    reason:
                        "\(page.readableAddress) answered \(response.status) instead of a \(feed.kind.listsProviders ? "page" : "feed"); it is tried again",
                    asked: asked, isRefusal: isRefusal(response)))
        }
    }

    private func isRefusal(_ response: HTTPResponse) -> Bool {
        (response.status == 429 || response.status >= 500) && response.headers["Retry-After"] == nil
    }

    private func request(for page: PageRequest, kind: FeedKind) -> HTTPRequest {
        HTTPRequest(
            url: page.address, headers: ["Accept": kind.accept], validators: page.validators,
            timeout: .seconds(http.timeout), bodyLimit: http.bodyLimit, reach: page.reach)
    }

    private func read(
        _ response: HTTPResponse, of page: PageRequest, _ feed: FeedConfiguration, asked: Double?
    ) -> FetchedListing {
        let hash = ReadingMark.text(SHA256.hex(of: response.body), readBy: feed.readerVersion)
        if page.bodyHash == hash { return .unchanged(ListingAnswer(response, asked: asked)) }
        do throws(FeedError) {
            // What follows a question mark may be a key; of a listing of providers it says which listing it is.
            let base = feed.kind.listsProviders ? response.finalURL : AddressText.base(response.finalURL)
            let document = try feed.kind.read(
                response.body, base: base, contentType: response.headers["Content-Type"],
                page: feed.page,
                json: feed.json)
            if document.isCut, page.failures < ListingFetcher.cutsInARow {
                return .failed(
                    reason:
                        "\(page.readableAddress): the feed ends in its middle; nothing of it is recorded, it is tried again",
                    asked: asked)
            }
            return .read(document, bodyHash: hash, ListingAnswer(response, asked: asked))
        } catch {
            return .failed(
                reason: "\(page.readableAddress): \(error.description)", asked: asked,
                hasLostRatings: error.hasLostItsRatings)
        }
    }
}
