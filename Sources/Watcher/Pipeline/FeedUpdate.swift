import Foundation
import HTTPTransport
import History
import Inspections

/// The state of a feed after one poll, with what its operators should hear of it. Pure.
struct FeedUpdate: Sendable {
    let feed: FeedConfiguration
    let schedule: FeedSchedule
    let alerts: AlertFactory

    /// Failures in a row after which a feed counts as failing: one or two are ordinary weather.
    static let failuresToReport = 3

    func succeeded(
        _ before: FeedState, validators: Validators?, bodyHash: String?, asked: Double?, at now: Date,
        spread: Double
    ) -> (state: FeedState, alerts: [Alert]) {
        var state = attempted(before, at: now)
        state.url = feed.url
        state.validatorsURL = validators?.url
        state.etag = validators?.etag
        state.lastModified = validators?.lastModified
        state.bodyHash = bodyHash
        state.lastSuccess = now
        state.failures = 0
        state.lastError = nil
        state.baselineAt = before.baselineAt ?? now
        state.nextDue = schedule.afterSuccess(at: now, asked: asked, spread: spread)
        guard before.failures >= FeedUpdate.failuresToReport else { return (state, []) }
        let alert = alerts.operatorAlert(
            .operatorFeedRecovered, feed: feed.name, key: now.iso8601,
            summary: "the feed \(feed.name) can be read again after \(before.failures) failures", time: now)
        return (state, [alert])
    }

    func failed(
        _ before: FeedState, reason: String, asked: Double?, at now: Date, spread: Double
    ) -> (state: FeedState, alerts: [Alert]) {
        var state = attempted(before, at: now)
        state.failures = before.failures + 1
        state.lastError = reason
        state.nextDue = schedule.afterFailure(at: now, failures: state.failures, asked: asked, spread: spread)
        guard state.failures == FeedUpdate.failuresToReport else { return (state, []) }
        let alert = alerts.operatorAlert(
            .operatorFeedFailing, feed: feed.name, key: now.iso8601,
            summary: "the feed \(feed.name) failed \(state.failures) times in a row: \(reason)", time: now)
        return (state, [alert])
    }

    func ended(_ before: FeedState, reason: String, at now: Date) -> (state: FeedState, alerts: [Alert]) {
        var state = attempted(before, at: now)
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

    private func attempted(_ before: FeedState, at now: Date) -> FeedState {
        var state = before
        state.lastAttempt = now
        state.everySeconds = schedule.every
        return state
    }
}
