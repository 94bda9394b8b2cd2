import Configuration
import Feeds
import Foundation
import HTTPTransport
import History
import Inspections
import Text

/// The state of a feed after one poll, with what its operators should hear of it. Pure.
struct FeedUpdate: Sendable {
    let feed: FeedConfiguration
    let schedule: FeedSchedule
    let alerts: AlertFactory

    func succeeded(
        _ before: FeedState, answer: ListingAnswer, at now: Date, jitter: Double
    ) -> (state: FeedState, alerts: [Alert]) {
        var (state, raised) = answered(before, answer, at: now)
        state.lastSuccess = now
        attempted(&state, asked: answer.asked, at: now)
        state.failures = 0
        state.lastError = nil
        state.baselineAt = before.baselineAt ?? now
        state.nextDue = schedule.afterSuccess(state, at: now, jitter: jitter)
        if before.isFailing {
            raised.insert(recoveredAlert(after: before.failures, at: now), at: 0)
        }
        return (state, raised)
    }

    /// What an answer says of where the feed is and which version it gave.
    func answered(_ before: FeedState, _ answer: ListingAnswer, at now: Date) -> (state: FeedState, alerts: [Alert]) {
        var state = before
        state.validatorsURL = answer.validators?.url
        state.etag = answer.validators?.etag
        state.lastModified = answer.validators?.lastModified
        guard let target = answer.movedTo, target != before.address else {
            state.unconfirmedMove = nil
            return (state, [])
        }
        if !FeedUpdate.follows(from: before.address, to: target) {
            state.unconfirmedMove = target
            let isKnown = before.unconfirmedMove == target
            return (state, isKnown ? [] : [moveAlert(from: before.readableAddress, to: target, at: now)])
        }
        state.movedTo = target == feed.url ? nil : target
        return (state, [movedAlert(from: before.readableAddress, to: target, at: now)])
    }

    /// False for another host: whoever can answer for a site can move it once; that it stays where it was moved to, an
    /// operator says.
    static func follows(from address: String, to target: String) -> Bool {
        Origin(url: target)?.host == Origin(url: address)?.host
    }

    func failed(
        _ before: FeedState, reason: String, asked: Double?, kind: FetchFailure, at now: Date, jitter: Double
    ) -> (state: FeedState, alerts: [Alert]) {
        var state = before
        attempted(&state, asked: asked, at: now)
        state.failures = max(before.failures + 1, kind == .crash ? FeedState.failuresToReport : 0)
        state.lastError = reason
        state.nextDue = schedule.afterFailure(state, isRefusal: kind == .overloaded, at: now, jitter: jitter)
        // A redirect may have been a mistake of its own: where it led to nothing lasting, the configured address is
        // asked again.
        if state.isFailing { state.movedTo = nil }
        guard state.isFailing, !before.isFailing else { return (state, []) }
        return (state, [failingAlert(after: before.failures + 1, reason: reason, at: now)])
    }

    func ended(_ before: FeedState, reason: String, at now: Date) -> (state: FeedState, alerts: [Alert]) {
        var state = before
        attempted(&state, asked: nil, at: now)
        state.ended = true
        state.lastError = reason
        state.nextDue = nil
        return (state, [endedAlert(reason: reason, at: now)])
    }

    /// Raised once for a feed, whether the publisher says so by its status or by its only entry.
    func endedAlert(reason: String, at now: Date) -> Alert {
        alerts.operatorAlert(
            .operatorFeedEnded, feed: feed.name, key: feed.url,
            summary: "the feed \(feed.name) has ended: \(reason); configure another address", time: now)
    }

    func failingAlert(after failures: Int, reason: String, at now: Date) -> Alert {
        alerts.operatorAlert(
            .operatorFeedFailing, feed: feed.name, key: now.iso8601,
            summary: "the feed \(feed.name) failed\(failures == 1 ? "" : " \(failures) times in a row"): \(reason)",
            time: now)
    }

    func recoveredAlert(after failures: Int, at now: Date) -> Alert {
        alerts.operatorAlert(
            .operatorFeedRecovered, feed: feed.name, key: now.iso8601,
            summary: "the feed \(feed.name) can be read again after \(failures.counted("failure"))", time: now)
    }

    private func movedAlert(from address: String, to target: String, at now: Date) -> Alert {
        let readable = RedactedAddress(ofFeed: target).text
        return alerts.operatorAlert(
            .operatorFeedMoved, feed: feed.name, key: "\(feed.url)|\(target)",
            summary:
                "the feed \(feed.name) has moved for good from \(address) to \(readable) and is polled there from now on; "
                + "configure that address", time: now)
    }

    private func moveAlert(from address: String, to target: String, at now: Date) -> Alert {
        let readable = RedactedAddress(ofFeed: target).text
        return alerts.operatorAlert(
            .operatorFeedMoved, feed: feed.name, key: "\(feed.url)|\(target)|\(now.iso8601)",
            summary:
                "the feed \(feed.name) says that it has moved for good from \(address) to another host, \(readable); it is still asked "
                + "for at the old address, and followed from there. If that is right, `ratingwatch release \(ShellText.word(feed.name)) --moved` keeps it, "
                + "or configure that address", time: now)
    }

    private func attempted(_ state: inout FeedState, asked: Double?, at now: Date) {
        state.lastAttempt = now
        state.everySeconds = schedule.interval(state)
        state.askedUntil = schedule.askedUntil(asked, at: now)
    }
}

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
        _ fetched: Fetched<Document>, to before: FeedState, at now: Date, jitter: Double,
        read: (Document, String, ListingAnswer) throws -> Result
    ) rethrows -> Result {
        switch fetched {
        case .unchanged(let answer):
            var (state, alerts) = succeeded(before, answer: answer, at: now, jitter: jitter)
            if let alert = note(newPublications: 0, in: &state, at: now) { alerts.append(alert) }
            return Result(state: state, alerts: alerts, result: "unchanged", failed: false, isUnchanged: true)
        case .read(let document, let bodyHash, let answer):
            return try read(document, bodyHash, answer)
        case .failed(let reason, let asked, let kind):
            var (state, alerts) = failed(before, reason: reason, asked: asked, kind: kind, at: now, jitter: jitter)
            // Not after three failures, as of a fault that may pass.
            if kind == .lostRatings, before.baselineAt != nil, before.lastError != reason {
                alerts.append(lostAlert(reason: reason, at: now))
            }
            return Result(state: state, alerts: alerts, result: reason, failed: true)
        case .gone(let reason):
            let (state, alerts) = ended(before, reason: reason, at: now)
            return Result(state: state, alerts: alerts, result: reason, failed: true)
        }
    }

    /// The same for a listing of publications; `nil` where only pending documents were tried. `fresh`: of those found,
    /// new ones that are read or will be.
    func apply(
        _ listing: FetchedListing?, to before: FeedState, found: [StoredPublication], fresh: Int? = nil, at now: Date,
        jitter: Double
    ) -> Result {
        guard let listing else {
            return Result(state: nil, alerts: [], result: "pending documents tried", failed: false)
        }
        return apply(listing, to: before, at: now, jitter: jitter) { document, bodyHash, answer in
            var read = before
            read.bodyHash = bodyHash
            read.keep(document.hints)
            var (state, alerts) = succeeded(read, answer: answer, at: now, jitter: jitter)
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
            summary: "the feed \(feed.name) stated ratings before, and none can be read now: \(reason)", time: now)
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
