import Digests
import Feeds
import Foundation
import History
import HTTPTransport

/// fetch: asks for the newest release of a table.
struct TableFetcher: Sendable {
    let transport: HTTPTransport
    let http: HTTPConfiguration
    let feed: FeedConfiguration
    let map: ColumnMap

    func fetch(_ state: FeedState, now: Date) async -> FetchedTable {
        // What another map has read must be read again, whether or not the publisher has anything new.
        let isReadByThisMap = state.bodyHash?.hasSuffix(suffix) == true
        let isPage = feed.kind == .govukStatistics
        let address = isPage ? ContentAddress.of(state.address) : state.address
        switch await ask(
            address, accept: feed.kind.accept, isReadByThisMap ? state.validators : nil, .asConfigured, now)
        {
        case .failure(let failure): return failure.outcome
        case .success(let (response, answer)):
            if response.status == 304 { return .unchanged(answer) }
            if isPage { return await attachment(on: response, answer, state, now) }
            return table(response.body, url: state.address, title: nil, answer, state)
        }
    }

    private var suffix: String { "/" + String(map.version, radix: 16) }

    /// The newest table of a statistical data set: fetched only where its address is not the one that was read last time, since
    /// each release has an address of its own.
    private func attachment(
        on response: HTTPResponse, _ answer: ListingAnswer, _ state: FeedState, _ now: Date
    ) async -> FetchedTable {
        let page: StatisticsPage
        do throws(FeedError) {
            page = try StatisticsPage(response.body, base: response.finalURL)
        } catch {
            return .failed(reason: error.description, asked: answer.asked)
        }
        if page.ended { return .gone(reason: "GOV.UK says that \(state.readableAddress) was withdrawn") }
        guard let newest = page.newest(titled: map.attachment) else {
            let error = FeedError(subject: response.finalURL, cause: .noTable(titled: map.attachment))
            return .failed(reason: error.description, asked: answer.asked)
        }
        let mark = SHA256.hex(of: newest.url) + suffix
        if state.bodyHash == mark { return .unchanged(answer) }
        let reach = Reach.document(origin: Origin(url: state.address) ?? feed.origin, follow: feed.follow)
        switch await ask(newest.url, accept: FeedKind.table.accept, nil, reach, now) {
        case .failure(let failure): return failure.outcome
        case .success(let (response, _)):
            return .read(
                TableDocument(
                    bytes: response.body, url: newest.url, title: newest.title,
                    sha256: SHA256.hex(of: response.body), mark: mark), answer)
        }
    }

    private func table(
        _ body: [UInt8], url: String, title: String?, _ answer: ListingAnswer, _ state: FeedState
    ) -> FetchedTable {
        let sha256 = SHA256.hex(of: body)
        let mark = sha256 + suffix
        if state.bodyHash == mark { return .unchanged(answer) }
        return .read(TableDocument(bytes: body, url: url, title: title, sha256: sha256, mark: mark), answer)
    }

    private struct Failure: Error {
        let outcome: FetchedTable
    }

    /// A good answer, or what else the poll has come to.
    private func ask(
        _ url: String, accept: String, _ validators: Validators?, _ reach: Reach, _ now: Date
    ) async -> Result<(HTTPResponse, ListingAnswer), Failure> {
        let response: HTTPResponse
        do throws(HTTPError) {
            response = try await transport.send(
                HTTPRequest(
                    url: url, headers: ["Accept": accept], validators: validators, timeout: .seconds(http.timeout),
                    bodyLimit: http.bodyLimit, reach: reach))
        } catch {
            return .failure(Failure(outcome: .failed(reason: error.description)))
        }
        let asked = AskedWait.seconds(response.headers, now: now)
        let readable = RedactedAddress(url, withPath: true).text
        switch response.status {
        case 200, 304: return .success((response, ListingAnswer(response, asked: asked)))
        case 410: return .failure(Failure(outcome: .gone(reason: "the publisher answered 410 Gone for \(readable)")))
        default:
            let isBusy = response.status == 429 || response.status >= 500
            return .failure(
                Failure(
                    outcome: .failed(
                        reason: "\(readable) answered \(response.status) instead of a table; it is tried again",
                        asked: asked, isRefusal: isBusy && response.headers["Retry-After"] == nil)))
        }
    }
}
