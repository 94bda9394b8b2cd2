import Foundation
import History
import HTTPTransport
import Reports

/// fetch -> extract: asks for a publication's document and reads what it states.
struct DocumentFetcher: Sendable {
    let transport: HTTPTransport
    let reports: ReportReader
    let http: HTTPConfiguration

    /// Documents of one feed that are fetched and read side by side; the transport spaces them out by host.
    private static let sideBySide = 4

    /// The readings, in the order of the publications. `address`: where the feed is now, also after it has moved; its host
    /// is the documents' own. `validators`: by row of the publication, of versions that need not be sent again.
    func readAll(
        _ publications: [StoredPublication], of feed: FeedConfiguration, from address: String,
        validators: [Int64: Validators] = [:], now: Date
    ) async -> [(StoredPublication, DocumentReading)] {
        var readings = [DocumentReading?](repeating: nil, count: publications.count)
        await withTaskGroup(of: (Int, DocumentReading).self) { group in
            var next = 0
            func addNext() {
                guard next < publications.count else { return }
                let index = next
                next += 1
                let publication = publications[index]
                let known = publication.row.flatMap { validators[$0] }
                group.addTask { (index, await read(publication, of: feed, from: address, validators: known, now: now)) }
            }
            for _ in 0..<DocumentFetcher.sideBySide { addNext() }
            for await (index, reading) in group {
                readings[index] = reading
                addNext()
            }
        }
        return zip(publications, readings).compactMap { publication, reading in reading.map { (publication, $0) } }
    }

    private func read(
        _ publication: StoredPublication, of feed: FeedConfiguration, from address: String, validators: Validators?,
        now: Date
    ) async -> DocumentReading {
        guard let url = publication.documentURL else {
            return .notFollowed(reason: "the feed names no address for it")
        }
        let response: HTTPResponse
        do throws(HTTPError) {
            response = try await transport.send(
                HTTPRequest(
                    url: url, validators: validators, timeout: .seconds(http.timeout), bodyLimit: http.bodyLimit,
                    reach: .document(origin: Origin(url: address) ?? feed.origin, follow: feed.follow)))
        } catch {
            if error.kind == .notFollowed { return .notFollowed(reason: error.description) }
            return .failed(reason: error.description, asked: nil)
        }
        if response.status == 304 { return .unchanged }
        guard response.status == 200 else {
            return .failed(
                reason:
                    "\(RedactedAddress(url, withPath: true).text) answered \(response.status) instead of a document",
                asked: AskedWait.seconds(response.headers, now: now), isGone: [404, 410].contains(response.status))
        }
        return .outcome(
            await reports.read(response.body, mediaHint: response.headers["Content-Type"], name: url),
            validators: response.validators)
    }
}
