import Digests
import Feeds
import Foundation
import History
import HTTPTransport

/// fetch -> read: asks for a feed and reads its publications.
struct ListingFetcher: Sendable {
    let transport: HTTPTransport
    let http: HTTPConfiguration

    func fetch(_ feed: FeedConfiguration, state: FeedState, now: Date) async -> FetchedListing {
        let response: HTTPResponse
        do throws(HTTPError) {
            response = try await transport.send(request(for: feed, state: state))
        } catch {
            return .failed(reason: error.description, asked: nil)
        }
        let asked = AskedWait.seconds(response.headers, now: now)
        switch response.status {
        case 304: return .unchanged(validators: response.validators, asked: asked)
        case 200: return read(response, feed: feed, state: state, asked: asked)
        case 410: return .gone(reason: "the publisher answered 410 Gone for \(feed.url)")
        default:
            return .failed(
                reason: "\(feed.url) answered \(response.status) instead of a feed; it is tried again", asked: asked)
        }
    }

    private func request(for feed: FeedConfiguration, state: FeedState) -> HTTPRequest {
        // Validators belong to the address that gave them.
        HTTPRequest(
            url: feed.url, headers: ["Accept": feed.kind.accept],
            validators: state.url == feed.url ? state.validators : nil,
            timeout: .seconds(http.timeout), bodyLimit: http.bodyLimit, reach: .asConfigured)
    }

    private func read(
        _ response: HTTPResponse, feed: FeedConfiguration, state: FeedState, asked: Double?
    ) -> FetchedListing {
        let hash = SHA256.hex(of: response.body)
        if state.bodyHash == hash { return .unchanged(validators: response.validators, asked: asked) }
        do throws(FeedError) {
            let document = try feed.kind.read(
                response.body, base: response.finalURL, contentType: response.headers["Content-Type"])
            return .read(document, validators: response.validators, bodyHash: hash, asked: asked)
        } catch {
            return .failed(reason: "\(feed.url): \(error.description)", asked: asked)
        }
    }
}
