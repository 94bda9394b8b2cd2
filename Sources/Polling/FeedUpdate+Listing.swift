import Configuration
import Feeds
import Foundation
import History
import Inspections
import Text

extension FeedUpdate {
    struct Result {
        /// `nil` where the listing was not asked for.
        let state: FeedState?
        let alerts: [Alert]
        let result: String
        let failed: Bool
        /// True where the publisher had nothing new to say.
        var isUnchanged = false
    }

    /// What an answer makes of a feed's state; `read` says it for one that brought something to read.
    func apply<Document>(
        _ fetched: Fetched<Document>, to before: FeedState, at now: Date, spread: Double,
        read: (Document, String, ListingAnswer) throws -> Result
    ) rethrows -> Result {
        switch fetched {
        case .unchanged(let answer):
            var (state, alerts) = succeeded(before, answer: answer, at: now, spread: spread)
            if let alert = note(newPublications: 0, in: &state, at: now) { alerts.append(alert) }
            return Result(state: state, alerts: alerts, result: "unchanged", failed: false, isUnchanged: true)
        case .read(let document, let bodyHash, let answer):
            return try read(document, bodyHash, answer)
        case .failed(let reason, let asked, let isRefusal, let hasLostRatings):
            var (state, alerts) = failed(
                before, reason: reason, asked: asked, isRefusal: isRefusal, at: now, spread: spread)
            // Not after three failures, as of a fault that may pass.
            if hasLostRatings, before.baselineAt != nil, before.lastError != reason {
                alerts.append(lostAlert(reason: reason, at: now))
            }
            return Result(state: state, alerts: alerts, result: reason, failed: true)
        case .gone(let reason):
            let (state, alerts) = ended(before, reason: reason, at: now)
            return Result(state: state, alerts: alerts, result: reason, failed: true)
        }
    }

    /// The same for a listing of publications; `nil` where only pending documents were tried. `fresh`: of those found, new ones that
    /// are read or will be.
    func apply(
        _ listing: FetchedListing?, to before: FeedState, found: [StoredPublication], fresh: Int? = nil, at now: Date,
        spread: Double
    ) -> Result {
        guard let listing else {
            return Result(state: nil, alerts: [], result: "pending documents tried", failed: false)
        }
        return apply(listing, to: before, at: now, spread: spread) { document, bodyHash, answer in
            var read = before
            read.bodyHash = bodyHash
            read.keep(document.hints)
            var (state, alerts) = succeeded(read, answer: answer, at: now, spread: spread)
            if document.ended { alerts.append(endedAlert(reason: "its only entry says so", at: now)) }
            if before.baselineAt == nil {
                alerts.append(baselineAlert(publications: found.count, before: before, at: now))
            }
            alerts += [
                note(newPublications: fresh ?? found.count { $0.row == nil }, in: &state, at: now),
                note(sizeOf: document, in: &state, at: now),
            ].compactMap(\.self)
            return Result(
                state: state, alerts: alerts, result: found.count.counted("new or changed publication"), failed: false)
        }
    }

    private func lostAlert(reason: String, at now: Date) -> Alert {
        alerts.operatorAlert(
            .operatorRatingsLost, feed: feed.name, key: now.iso8601,
            summary: "the feed \(feed.name) stated ratings and states none that can be read: \(reason)", time: now)
    }

    func baselineAlert(publications: Int, before: FeedState, at now: Date) -> Alert {
        let promise = feed.firstPoll == .baseline ? "recorded as known, without alerts" : "alerts are raised for them"
        let rest = publications == 0 ? "" : "; their documents are read in turn"
        return baselineAlert(
            "\(publications.counted("publication")) listed, \(promise)\(rest)", before: before, at: now)
    }

    /// Of a listing of providers, whose publications are known only with their pages.
    func baselineAlert(providers: Int, before: FeedState, at now: Date) -> Alert {
        let promise =
            feed.firstPoll == .baseline
            ? "their publications are recorded as known, without alerts" : "alerts are raised for their publications"
        let listed = "\(providers.counted("provider")) listed"
        return baselineAlert(
            providers == 0 ? listed : "\(listed); \(promise), as they are read", before: before, at: now)
    }

    /// `what`: what the first poll came to, in words.
    func baselineAlert(_ what: String, before: FeedState, at now: Date) -> Alert {
        var place = ""
        var news = ""
        if let silentBefore = before.silentBefore {
            place = " at its new address"
            if feed.firstPoll == .baseline { news = "; what was published after \(silentBefore.iso8601) is told" }
        }
        return alerts.operatorAlert(
            .operatorBaselineDone, feed: feed.name, key: feed.url,
            summary: "first poll of \(feed.name)\(place): \(what)\(news)", time: now)
    }
}
