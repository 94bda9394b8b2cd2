import Configuration
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

    /// Failures in a row after which a feed counts as failing: one or two are ordinary weather.
    static let failuresToReport = 3

    func succeeded(
        _ before: FeedState, answer: ListingAnswer, at now: Date, spread: Double
    ) -> (state: FeedState, alerts: [Alert]) {
        var (state, raised) = answered(before, answer, at: now)
        state.lastSuccess = now
        attempted(&state, asked: answer.asked, at: now)
        state.failures = 0
        state.lastError = nil
        state.baselineAt = before.baselineAt ?? now
        state.nextDue = schedule.afterSuccess(state, at: now, spread: spread)
        if before.failures >= FeedUpdate.failuresToReport {
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
        // Whoever can answer for a site can move it once; that it stays where it was moved to, an operator says.
        if Origin(url: target)?.host != Origin(url: before.address)?.host {
            state.unconfirmedMove = target
            let isKnown = before.unconfirmedMove == target
            return (state, isKnown ? [] : [moveAlert(from: before.readableAddress, to: target, at: now)])
        }
        state.movedTo = target == feed.url ? nil : target
        return (state, [movedAlert(from: before.readableAddress, to: target, at: now)])
    }

    func failed(
        _ before: FeedState, reason: String, asked: Double?, isRefusal: Bool, at now: Date, spread: Double
    ) -> (state: FeedState, alerts: [Alert]) {
        var state = before
        attempted(&state, asked: asked, at: now)
        state.failures = before.failures + 1
        state.lastError = reason
        state.nextDue = schedule.afterFailure(state, isRefusal: isRefusal, at: now, spread: spread)
        // A redirect may have been a mistake of its own: where it led to nothing lasting, the configured address is asked again.
        if state.failures >= FeedUpdate.failuresToReport { state.movedTo = nil }
        guard state.failures == FeedUpdate.failuresToReport else { return (state, []) }
        return (state, [failingAlert(after: state.failures, reason: reason, at: now)])
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
            summary: "the feed \(feed.name) failed \(failures) times in a row: \(reason)", time: now)
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
                "the feed \(feed.name) has moved for good from \(address) to \(readable) and is asked for there from now on; "
                + "configure that address", time: now)
    }

    private func moveAlert(from address: String, to target: String, at now: Date) -> Alert {
        let readable = RedactedAddress(ofFeed: target).text
        return alerts.operatorAlert(
            .operatorFeedMoved, feed: feed.name, key: "\(feed.url)|\(target)|\(now.iso8601)",
            summary:
                "the feed \(feed.name) says that it has moved for good from \(address) to another host, \(readable); it is still asked "
                + "for at the old address, and followed from there. If that is right, `ratingwatch release \(feed.name) --moved` keeps it, "
                + "or configure that address", time: now)
    }

    private func attempted(_ state: inout FeedState, asked: Double?, at now: Date) {
        state.lastAttempt = now
        state.everySeconds = schedule.interval(state)
        state.askedUntil = schedule.askedUntil(asked, at: now)
    }
}
