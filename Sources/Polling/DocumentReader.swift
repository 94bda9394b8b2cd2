import Configuration
import Digests
import Feeds
import Foundation
import History
package import HTTPTransport
package import Inspections
package import Reports
import System

/// What came of one attempt to fetch and read a publication's document.
package enum DocumentReading: Sendable {
    /// `validators`: those of the document's version.
    case outcome(Outcome, validators: Validators? = nil)
    /// The document is the one whose validators were sent.
    case unchanged
    /// The publication names no document, or one on a host that may not be followed; final.
    case notFollowed(reason: String)
    /// `asked`: seconds that the publisher asks to wait; `isGone`: it says that it has no such document.
    case failed(reason: String, asked: Double?, isGone: Bool = false)
    /// The document ends before its end: what it states may be less than what it would, whole.
    case cut(reason: String)
    /// The program ends when it reads it, or may: it was not read.
    case suspected(reason: String, sha256: String)

    init(_ refusal: Fetcher.Refusal) {
        switch refusal.kind {
        case .notFollowed: self = .notFollowed(reason: refusal.reason)
        case .gone, .missing: self = .failed(reason: refusal.reason, asked: refusal.asked, isGone: true)
        case .overloaded, .other: self = .failed(reason: refusal.reason, asked: refusal.asked)
        }
    }
}

/// fetch -> extract: has a publication's document fetched and reads what it states.
package struct DocumentReader: Sendable {
    var fetcher: Fetcher
    let reports: ReportReader
    /// Where what was read is kept; `nil` for nowhere.
    let store: DocumentStore?

    package init(fetcher: Fetcher, reports: ReportReader, store: DocumentStore? = nil) {
        self.fetcher = fetcher
        self.reports = reports
        self.store = store
    }

    /// Documents of one feed that are fetched and read side by side; the transport spaces them out by host.
    private static let maxConcurrent = 4

    /// The readings, in the order of the publications. `reach`: how far what the feed lists may lead.
    /// `validators`: by row of the publication, of versions that need not be sent again.
    func readAll(
        _ publications: [StoredPublication], of feed: FeedConfiguration, within reach: Reach,
        validators: [Int64: Validators] = [:], now: Date
    ) async -> [(StoredPublication, DocumentReading)] {
        if publications.isEmpty { return [] }
        await store?.sweepWhenDue(at: now)
        let credential = feed.credential
        let requests = publications.map { publication in
            request(
                for: publication, of: feed, reach: reach, validators: publication.row.flatMap { validators[$0] })
        }
        var readings = requests.map(known)
        await withTaskGroup(of: (Int, DocumentReading).self) { group in
            var waiting = readings.indices.filter { readings[$0] == nil }[...]
            func addNext() {
                guard let index = waiting.popFirst(), let request = requests[index] else { return }
                group.addTask {
                    // One feed's slow documents must not keep another's waiting.
                    await PDFText.$owner.withValue(feed.name) {
                        (index, await read(request, of: feed.name, as: credential, now: now))
                    }
                }
            }
            for _ in 0..<DocumentReader.maxConcurrent { addNext() }
            for await (index, reading) in group {
                readings[index] = reading
                addNext()
            }
        }
        return zip(publications, readings).compactMap { publication, reading in reading.map { (publication, $0) } }
    }

    /// The publications whose document need not be asked for, since the feed names none, or none that may be followed;
    /// and the others, in their order.
    func settled(
        _ publications: [StoredPublication], of feed: FeedConfiguration, within reach: Reach
    ) -> (known: [(StoredPublication, DocumentReading)], others: [StoredPublication]) {
        if publications.isEmpty { return ([], []) }
        var (found, others): ([(StoredPublication, DocumentReading)], [StoredPublication]) = ([], [])
        for publication in publications {
            if let reading = known(request(for: publication, of: feed, reach: reach)) {
                found.append((publication, reading))
            } else {
                others.append(publication)
            }
        }
        return (found, others)
    }

    private func request(
        for publication: StoredPublication, of feed: FeedConfiguration, reach: Reach, validators: Validators? = nil
    ) -> SourceRequest? {
        publication.documentURL.map {
            SourceRequest(
                address: $0, validators: validators, reach: reach, source: feed.origin.host, noun: "document",
                failures: publication.attempts)
        }
    }

    /// What the page of a provider states in its markup: ratings in blocks, which are a statement, or a report card,
    /// which is no more than a witness; `nil` where it states nothing. `known`: frameworks of the provider's reports.
    func ratings(
        in answer: FetchedListing, to wanted: SourceRequest, of feed: FeedConfiguration, known: Set<String>,
        at now: Date
    ) async -> (stated: Outcome?, card: Outcome?) {
        guard case .read(let document, _, _) = answer, let page = document.ratings else { return (nil, nil) }
        var outcome = await fetcher.heavies.read(page.count, of: feed.name, isHeld: false) {
            try? await read(page, mediaHint: "text/html", name: nil, from: wanted, of: feed.name, known: known)
        }
        if outcome == nil { return (nil, nil) }
        // Beside its blocks a page is no report.
        if outcome?.basis != .table || (outcome?.result != .graded && outcome?.result != .doubtful) { outcome = nil }
        let isCard = outcome?.framework.map(reports.isOfCards) ?? false
        let card = isCard && outcome?.result == .graded ? outcome : reports.card(onPage: page)
        if let kept = outcome ?? card { await store?.keep(page, of: kept, at: now) }
        return (isCard ? nil : outcome, card)
    }

    /// What is known without asking a server; `nil` for a document to ask for.
    private func known(_ request: SourceRequest?) -> DocumentReading? {
        guard let request else { return .notFollowed(reason: "the feed names no address for it") }
        return fetcher.refusal(of: request).map(DocumentReading.init)
    }

    private func read(
        _ wanted: SourceRequest, of feed: String, as credential: FeedCredential?, now: Date
    ) async -> DocumentReading {
        let answer: Fetcher.Answer
        do throws(Fetcher.Refusal) {
            answer = try await fetcher.ask(wanted, as: credential, now: now)
        } catch {
            return DocumentReading(error)
        }
        if answer.isUnchanged { return .unchanged }
        let response = answer.response
        return await fetcher.heavies.read(answer.body.count, of: feed, isHeld: false) {
            let body: [UInt8]
            do throws(Fetcher.Refusal) { body = try answer.body.load() } catch { return DocumentReading(error) }
            let outcome: Outcome
            do throws(SuspectedWork) {
                outcome = try await read(
                    body, mediaHint: response.headers["Content-Type"], name: wanted.address, from: wanted, of: feed)
            } catch {
                return .suspected(reason: error.description, sha256: SHA256.hex(of: body))
            }
            if outcome.isCut, wanted.failures < Fetcher.cutsInARow {
                return .cut(reason: "\(wanted.readableAddress): the document is truncated; nothing of it is recorded")
            }
            // Before the transaction that names its digest, so that what is recorded can be read again.
            await store?.keep(body, of: outcome, at: now)
            return .outcome(outcome, validators: response.validators)
        }
    }

    /// A process of its own reads it by `ratingwatch extract`.
    private func read(
        _ body: [UInt8], mediaHint: String?, name: String?, from wanted: SourceRequest, of feed: String,
        known: Set<String> = []
    ) async throws(SuspectedWork) -> Outcome {
        let work = CrashGuard.Work(
            owner: .feed(feed), subject: wanted.readableAddress,
            rehearsal: OwnProgram(["extract", OwnProgram.standardInput], input: .bytes(body)))
        return try await fetcher.perform(work) {
            await reports.read(body, mediaHint: mediaHint, name: name, known: known)
        }
    }
}
