import Configuration
import Digests
import Feeds
import Foundation
import History
import HTTPTransport
import Receivers
import System
import Text

/// fetch: asks for the newest release of a table.
struct TableFetcher: Sendable {
    let transport: HTTPTransport
    let http: HTTPConfiguration
    let feed: FeedConfiguration
    let map: ColumnMap
    /// Where a table lies while it is read.
    let folder: String

    func fetch(_ state: FeedState, now: Date) async -> Fetched<TableDocument> {
        // What another map has read must be read again, whether or not the publisher has anything new.
        let isReadByThisMap = state.bodyHash.map { ReadingMark.isOf(map.version, $0) } ?? false
        let validators = isReadByThisMap ? state.validators : nil
        do throws(Failure) {
            if feed.kind == .govukStatistics { return try await newestAttachment(state, validators, now) }
            let body = try spool()
            let (response, answer) = try await ask(
                state.address, accept: feed.kind.accept, validators, feed.reach, into: body, now)
            if response.status == 304 { return .unchanged(answer) }
            let source = source(AddressText.base(state.address), title: nil, sha256: try digest(of: body))
            let mark = ReadingMark.text(source.sha256, readBy: map.version)
            if state.bodyHash == mark { return .unchanged(answer) }
            return .read(TableDocument(content: body, source: source), bodyHash: mark, answer)
        } catch {
            return error.outcome
        }
    }

    /// The newest table of a statistical data set: fetched only where its address is not the one that was read last time, since
    /// each release has an address of its own.
    private func newestAttachment(
        _ state: FeedState, _ validators: Validators?, _ now: Date
    ) async throws(Failure) -> Fetched<TableDocument> {
        let (response, answer) = try await ask(
            ContentAddress.of(state.address), accept: feed.kind.accept, validators, feed.reach, now)
        if response.status == 304 { return .unchanged(answer) }
        let page: StatisticsPage
        do throws(FeedError) {
            page = try StatisticsPage(response.body, base: AddressText.base(response.finalURL))
        } catch {
            return .failed(reason: error.description, asked: answer.asked)
        }
        if page.ended { return .gone(reason: "GOV.UK says that \(state.readableAddress) was withdrawn") }
        guard
            let newest = page.newest(
                titled: map.attachments, isHeld: map.sheet != nil || map.member != nil)
        else {
            let error = FeedError(subject: state.readableAddress, cause: .noTable(titled: map.attachments))
            return .failed(reason: error.description, asked: answer.asked)
        }
        let mark = ReadingMark.text(SHA256.hex(of: newest.url), readBy: map.version)
        if state.bodyHash == mark { return .unchanged(answer) }
        let reach = feed.documentReach(from: state.address, movingTo: answer.movedTo ?? state.unconfirmedMove)
        let body = try spool()
        _ = try await ask(newest.url, accept: FeedKind.table.accept, nil, reach, into: body, now)
        let source = source(newest.url, title: newest.title, sha256: try digest(of: body))
        return .read(TableDocument(content: body, source: source), bodyHash: mark, answer)
    }

    private func source(_ url: String, title: String?, sha256: String) -> StatingSource {
        StatingSource(url: url, title: title, sha256: sha256, media: "text/csv")
    }

    private struct Failure: Error {
        let outcome: Fetched<TableDocument>
    }

    private func spool() throws(Failure) -> SpooledBody {
        do throws(OperationError) {
            return try SpooledBody(in: folder)
        } catch {
            throw Failure(outcome: .failed(reason: error.description))
        }
    }

    private func digest(of body: SpooledBody) throws(Failure) -> String {
        guard let digest = body.sha256() else {
            throw Failure(outcome: .failed(reason: "the digest of the table could not be computed; it is tried again"))
        }
        return digest
    }

    /// A good answer, or what else the poll has come to.
    private func ask(
        _ url: String, accept: String, _ validators: Validators?, _ reach: Reach, into body: SpooledBody? = nil,
        _ now: Date
    ) async throws(Failure) -> (HTTPResponse, ListingAnswer) {
        var request = HTTPRequest(
            url: url, headers: ["Accept": accept], validators: validators, timeout: .seconds(http.timeout),
            bodyLimit: http.bodyLimit, reach: reach)
        do throws(ReceiverError) {
            try request.authorise(as: feed.credential)
        } catch {
            throw Failure(outcome: .failed(reason: error.description))
        }
        let response: HTTPResponse
        do throws(HTTPError) {
            response = try await transport.send(request, into: body)
        } catch {
            throw Failure(outcome: .failed(reason: error.description))
        }
        let asked = AskedWait.seconds(response.headers, now: now)
        let readable = RedactedAddress(ofFeed: url).text
        switch response.status {
        case 200, 304: return (response, ListingAnswer(response, asked: asked))
        case 410: throw Failure(outcome: .gone(reason: "the publisher answered 410 Gone for \(readable)"))
        default:
            let isBusy = response.status == 429 || response.status >= 500
            throw Failure(
                outcome: .failed(
                    reason: "\(readable) answered \(response.status) instead of a table; it is tried again",
                    asked: asked, isRefusal: isBusy && response.headers["Retry-After"] == nil))
        }
    }
}
