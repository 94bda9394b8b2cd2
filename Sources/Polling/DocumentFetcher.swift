package import Configuration
import Feeds
import Foundation
import History
package import HTTPTransport
import Inspections
import Receivers
package import Reports
import Text

/// fetch -> extract: asks for a publication's document and reads what it states.
package struct DocumentFetcher: Sendable {
    let transport: HTTPTransport
    let reports: ReportReader
    let http: HTTPConfiguration
    /// Where what was read is kept; `nil` for nowhere.
    var store: DocumentStore?

    package init(
        transport: HTTPTransport, reports: ReportReader, http: HTTPConfiguration, store: DocumentStore? = nil
    ) {
        self.transport = transport
        self.reports = reports
        self.http = http
        self.store = store
    }

    /// Documents of one feed that are fetched and read side by side; the transport spaces them out by host.
    private static let sideBySide = 4

    /// The readings, in the order of the publications. `address`: where the feed is now, also after it has moved; its host
    /// is the documents' own, and so is that of `target`, where its publisher says that it has moved. `validators`: by row of the publication, of versions that need not be sent again.
    func readAll(
        _ publications: [StoredPublication], of feed: FeedConfiguration, from address: String,
        movingTo target: String? = nil, validators: [Int64: Validators] = [:], now: Date
    ) async -> [(StoredPublication, DocumentReading)] {
        if publications.isEmpty { return [] }
        await store?.sweepWhenDue(at: now)
        let reach = feed.documentReach(from: address, movingTo: target)
        let requests = publications.map { publication in
            publication.documentURL.map {
                request(for: $0, validators: publication.row.flatMap { validators[$0] }, reach: reach)
            }
        }
        var readings = requests.map(DocumentFetcher.refusal)
        let credential = feed.credential
        await withTaskGroup(of: (Int, DocumentReading).self) { group in
            var waiting = readings.indices.filter { readings[$0] == nil }[...]
            func addNext() {
                guard let index = waiting.popFirst(), let request = requests[index] else { return }
                group.addTask { (index, await read(request, as: credential, now: now)) }
            }
            for _ in 0..<DocumentFetcher.sideBySide { addNext() }
            for await (index, reading) in group {
                readings[index] = reading
                addNext()
            }
        }
        return zip(publications, readings).compactMap { publication, reading in reading.map { (publication, $0) } }
    }

    /// What the page of a provider states in its markup; `nil` where it states nothing.
    func ratings(in answer: FetchedListing, at now: Date) async -> Outcome? {
        guard case .read(let document, _, _) = answer, let page = document.ratings else { return nil }
        let outcome = await reports.read(page, mediaHint: "text/html", name: nil)
        guard outcome.result == .graded || outcome.result == .doubtful else { return nil }
        await store?.keep(page, of: outcome, at: now)
        return outcome
    }

    /// What is known without asking a server; `nil` for a document to ask for.
    private static func refusal(of request: HTTPRequest?) -> DocumentReading? {
        guard let request else { return .notFollowed(reason: "the feed names no address for it") }
        return HTTPTransport.refusal(of: request).map(DocumentFetcher.reading)
    }

    private func request(for url: String, validators: Validators?, reach: Reach) -> HTTPRequest {
        HTTPRequest(
            url: url, validators: validators, timeout: .seconds(http.timeout), bodyLimit: http.bodyLimit, reach: reach)
    }

    private static func reading(_ error: HTTPError) -> DocumentReading {
        // What cannot be an address today is none tomorrow: nothing waits for it.
        error.kind == .notFollowed || error.kind == .badAddress
            ? .notFollowed(reason: error.description) : .failed(reason: error.description, asked: nil)
    }

    private func read(_ request: HTTPRequest, as credential: FeedCredential?, now: Date) async -> DocumentReading {
        var request = request
        do throws(ReceiverError) {
            try request.authorise(as: credential)
        } catch {
            return .failed(reason: error.description, asked: nil)
        }
        let response: HTTPResponse
        do throws(HTTPError) {
            response = try await transport.send(request)
        } catch {
            return DocumentFetcher.reading(error)
        }
        if response.status == 304 { return .unchanged }
        guard response.status == 200 else {
            return .failed(
                reason:
                    "\(RedactedAddress(request.url, withPath: true).text) answered \(response.status) instead of a document",
                asked: AskedWait.seconds(response.headers, now: now), isGone: [404, 410].contains(response.status))
        }
        let outcome = await reports.read(response.body, mediaHint: response.headers["Content-Type"], name: request.url)
        // Before the transaction that names its digest, so that what is recorded can be read again.
        await store?.keep(response.body, of: outcome, at: now)
        return .outcome(outcome, validators: response.validators)
    }
}
