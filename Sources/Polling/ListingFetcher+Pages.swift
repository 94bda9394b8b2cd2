import Configuration
import Digests
import Feeds
import Foundation
import History
import HTTPTransport
import Text

extension ListingFetcher {
    /// Pages of one list that are read in one poll; more lead on for ever.
    private static let mostPages = 1000

    /// Asks for all pages of a feed of kind `json` and reads them as one document. Each is asked for anew: that one page was not
    /// modified says nothing of the others.
    func fetchPages(
        of feed: FeedConfiguration, by map: JSONMap, state: FeedState, now: Date
    ) async -> FetchedListing {
        var reader = JSONReader(map: map)
        var digests: [String] = []
        var seen: Set<String> = []
        var first: HTTPResponse?
        var wait: Double?
        var next: String? = state.address
        while let address = next, !Task.isCancelled {
            let page = PageRequest(
                address: address, validators: nil, bodyHash: nil,
                reach: first == nil ? feed.reach : feed.documentReach(from: state.address),
                failures: state.failures)
            guard seen.insert(address).inserted, seen.count <= ListingFetcher.mostPages else {
                return .failed(
                    reason:
                        "\(page.readableAddress): the pages of the list lead on without an end, or back; see the paging of the feed's `json:`"
                )
            }
            switch await ask(page, of: feed, now: now) {
            case .other(let fetched): return fetched
            case .good(let response, let asked):
                first = first ?? response
                wait = [wait, asked].compactMap(\.self).max()
                digests.append(SHA256.hex(of: response.body))
                do throws(FeedError) {
                    next = try reader.add(
                        response.body, base: AddressText.base(response.finalURL),
                        contentType: response.headers["Content-Type"])
                } catch {
                    return .failed(
                        reason: "\(page.readableAddress): \(error.description)", asked: asked,
                        hasLostRatings: error.hasLostItsRatings)
                }
            }
        }
        guard let first else { return .failed(reason: "it was stopped") }
        let answer = ListingAnswer(validators: nil, asked: wait, redirects: first.redirects)
        let mark = ReadingMark.text(SHA256.hex(of: digests.joined()), readBy: map.version)
        if state.bodyHash == mark { return .unchanged(answer) }
        do throws(FeedError) {
            return .read(try reader.finished(base: AddressText.base(state.address)), bodyHash: mark, answer)
        } catch {
            return .failed(reason: error.description, asked: wait, hasLostRatings: error.hasLostItsRatings)
        }
    }
}
