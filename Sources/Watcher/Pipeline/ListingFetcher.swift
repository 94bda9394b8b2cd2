import Digests
import Feeds
import Foundation
import History
import HTTPTransport

/// fetch -> read: asks for a feed and reads its publications.
struct ListingFetcher: Sendable {
    let transport: HTTPTransport
    let http: HTTPConfiguration

    /// A listing cut in transit is whole the next time, and what it lacks must not be taken for new then; one that is cut
    /// again and again is the publisher's own mistake, and is read as it is.
    private static let cutsInARow = 3

    func fetch(_ feed: FeedConfiguration, state: FeedState, now: Date) async -> FetchedListing {
        let response: HTTPResponse
        do throws(HTTPError) {
            response = try await transport.send(request(for: feed, state: state))
        } catch {
            return .failed(reason: error.description)
        }
        let asked = AskedWait.seconds(response.headers, now: now)
        switch response.status {
        case 304: return .unchanged(ListingAnswer(response, asked: asked))
        case 200: return read(response, feed: feed, state: state, asked: asked)
        case 410: return .gone(reason: "the publisher answered 410 Gone for \(state.readableAddress)")
        default:
            return .failed(
                reason: "\(state.readableAddress) answered \(response.status) instead of a feed; it is tried again",
                asked: asked, isRefusal: isRefusal(response))
        }
    }

    private func isRefusal(_ response: HTTPResponse) -> Bool {
        (response.status == 429 || response.status >= 500) && response.headers["Retry-After"] == nil
    }

    private func request(for feed: FeedConfiguration, state: FeedState) -> HTTPRequest {
        HTTPRequest(
            url: state.address, headers: ["Accept": feed.kind.accept], validators: state.validators,
            timeout: .seconds(http.timeout), bodyLimit: http.bodyLimit, reach: .asConfigured)
    }

    private func read(
        _ response: HTTPResponse, feed: FeedConfiguration, state: FeedState, asked: Double?
    ) -> FetchedListing {
        let hash = SHA256.hex(of: response.body)
        if state.bodyHash == hash { return .unchanged(ListingAnswer(response, asked: asked)) }
        do throws(FeedError) {
            let document = try feed.kind.read(
                response.body, base: response.finalURL, contentType: response.headers["Content-Type"])
            if document.isCut, state.failures < ListingFetcher.cutsInARow {
                return .failed(
                    reason:
                        "\(state.readableAddress): the feed ends in its middle; nothing of it is recorded, it is tried again",
                    asked: asked)
            }
            return .read(document, bodyHash: hash, ListingAnswer(response, asked: asked))
        } catch {
            return .failed(reason: "\(state.readableAddress): \(error.description)", asked: asked)
        }
    }
}
