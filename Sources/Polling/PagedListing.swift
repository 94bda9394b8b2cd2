import Configuration
import Digests
import Feeds
import Foundation
import HTTPTransport
import History
import System
import Text

/// A list that comes in several pages, which are read as one document.
extension Fetcher {
    /// Pages of one list that are read in one poll; more lead on for ever.
    private static let mostPages = 1000

    /// Asks for each page whether it is the one that is known: that one was not modified says nothing of the others.
    /// Where any is not, all are read, since the list is taken as a whole. `known`: the pages of the version that is
    /// recorded, in order.
    func listing(
        of feed: FeedConfiguration, in pages: JSONReader, state: FeedState, known: [ListingPage], now: Date
    ) async -> FetchedListing {
        var begun: (address: String, answer: Answer)?
        if state.isConditional(at: now), isRecorded(known, of: feed, state: state) {
            var answers: [Answer] = []
            for page in known {
                let wanted = feed.request(
                    page.address, validators: page.validators?.sent,
                    reach: answers.first.map {
                        feed.reach(of: state, movedTo: ListingAnswer.movedTo($0.response.redirects))
                    })
                let answer: Answer
                do throws(Refusal) {
                    answer = try await ask(wanted, as: feed.credential, now: now)
                } catch {
                    return Fetched(error, of: wanted)
                }
                if !answer.isUnchanged {
                    begun = (page.address, answer)
                    answers = []
                    break
                }
                answers.append(answer)
            }
            if let first = answers.first {
                return .unchanged(
                    ListingAnswer(
                        validators: first.response.validators, asked: answers.compactMap(\.asked).max(),
                        redirects: first.response.redirects))
            }
        }
        return await readAll(of: feed, in: pages, state: state, begun: begun, now: now)
    }

    /// True where "not modified" by each of these pages says that nothing has changed.
    private func isRecorded(_ known: [ListingPage], of feed: FeedConfiguration, state: FeedState) -> Bool {
        guard let mark = state.bodyHash, ReadingMark.isOf(feed.source.version, mark) else { return false }
        return known.first?.address == state.address && known.allSatisfy { $0.validators != nil }
    }

    /// `begun`: the page that has come already.
    private func readAll(
        of feed: FeedConfiguration, in pages: JSONReader, state: FeedState, begun: (address: String, answer: Answer)?,
        now: Date
    ) async -> FetchedListing {
        var reader = pages
        var read: [ListingPage] = []
        var seen: Set<String> = []
        var first: HTTPResponse?
        var wait: Double?
        var next: String? = state.address
        var last: CrashGuard.Work?
        while let address = next, !Task.isCancelled {
            let wanted = feed.request(
                address, reach: first.map { feed.reach(of: state, movedTo: ListingAnswer.movedTo($0.redirects)) })
            guard seen.insert(address).inserted, seen.count <= Fetcher.mostPages else {
                return .failed(
                    reason:
                        "\(wanted.readableAddress): the pages of the list never end, or lead back; check the paging of the feed's `json:`"
                )
            }
            let answer: Answer
            if let begun, begun.address == address {
                answer = begun.answer
            } else {
                do throws(Refusal) {
                    answer = try await ask(wanted, as: feed.credential, now: now)
                } catch {
                    return Fetched(error, of: wanted)
                }
            }
            let response = answer.response
            first = first ?? response
            wait = [wait, answer.asked].compactMap(\.self).max()
            let base = AddressText.base(response.finalURL)
            let work = reading(of: feed, from: state.readableAddress)
            last = work
            let page: (next: String?, sha256: String)?
            var failure: FetchedListing?
            do throws(SuspectedWork) {
                page = try await perform(work, of: answer.body) {
                    do throws(Refusal) {
                        let (sha256, body) = (try answer.body.sha256(), try answer.body.load())
                        do throws(FeedError) {
                            let type = response.headers["Content-Type"]
                            return (try reader.add(body, base: base, contentType: type), sha256)
                        } catch {
                            failure = Fetched(error, in: wanted, asked: answer.asked)
                        }
                    } catch {
                        failure = Fetched(error, of: wanted)
                    }
                    return nil
                }
            } catch {
                return Fetched(error, in: wanted, asked: answer.asked)
            }
            guard let page else { return failure ?? .failed(reason: "it was stopped") }
            next = page.next
            read.append(
                ListingPage(
                    feed: feed.name, address: address, walk: read.count,
                    validators: response.validators.map(StoredValidators.init),
                    bodyHash: page.sha256, rows: 0, total: nil, nextPage: next))
        }
        guard let first, let last else { return .failed(reason: "it was stopped") }
        // A list of which one page cannot be asked for conditionally is sent whole each time.
        let isConditional = read.allSatisfy { $0.validators != nil }
        let answer = ListingAnswer(
            validators: isConditional ? first.validators : nil, asked: wait, redirects: first.redirects, pages: read)
        let mark = ReadingMark.text(
            SHA256.hex(of: read.map(\.bodyHash).joined()), readBy: feed.source.version)
        if state.bodyHash == mark { return .unchanged(answer) }
        do throws(SuspectedWork) {
            return try await perform(last) {
                do throws(FeedError) {
                    return .read(try reader.finished(base: AddressText.base(state.address)), bodyHash: mark, answer)
                } catch {
                    return .failed(
                        reason: error.description, asked: wait, kind: error.hasLostItsRatings ? .lostRatings : .ordinary
                    )
                }
            }
        } catch {
            return Fetched(error, in: feed.request(state.address), asked: wait)
        }
    }
}

extension Poll {
    /// Asks for all that a feed lists.
    func listing(
        of feed: FeedConfiguration, state: FeedState, now: Date
    ) async throws(HistoryError) -> FetchedListing {
        var known: [ListingPage] = []
        if feed.source.pages != nil {
            known = try await history.read("look up the pages of a list") { try $0.listingPages(feed: feed.name) }
        }
        return await fetcher.listing(of: feed, state: state, known: known, now: now)
    }
}

extension PollTransaction {
    /// Keeps the pages in mind that the version to be recorded consists of.
    func keepPages(of fetched: FetchedListing) throws {
        guard let pages = fetched.answer?.pages, !pages.isEmpty else { return }
        try history.save(pages, insteadOfAllOf: feed.name)
    }
}
