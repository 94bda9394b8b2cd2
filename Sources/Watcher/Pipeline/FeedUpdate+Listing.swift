import Feeds
import Foundation
import HTTPTransport
import History
import Inspections

extension FeedUpdate {
    struct Result {
        /// `nil` where the listing was not asked for.
        let state: FeedState?
        let alerts: [Alert]
        let result: String
        let failed: Bool
    }

    /// What a fetched listing makes of a feed's state.
    func apply(
        _ listing: FetchedListing?, to before: FeedState, found: Int, at now: Date, spread: Double
    ) -> Result {
        switch listing {
        case nil:
            return Result(state: nil, alerts: [], result: "pending documents tried", failed: false)
        case .unchanged(let validators, let asked):
            let (state, alerts) = succeeded(
                before, validators: validators, bodyHash: before.bodyHash, asked: asked,
                at: now, spread: spread)
            return Result(state: state, alerts: alerts, result: "unchanged", failed: false)
        case .read(let document, let validators, let bodyHash, let asked):
            var (state, alerts) = succeeded(
                before, validators: validators, bodyHash: bodyHash, asked: asked, at: now, spread: spread)
            if document.ended { alerts.append(endedAlert(reason: "its only entry says so", at: now)) }
            if before.baselineAt == nil { alerts.append(baselineAlert(found: found, at: now)) }
            return Result(state: state, alerts: alerts, result: "\(found) new or changed publications", failed: false)
        case .failed(let reason, let asked):
            let (state, alerts) = failed(before, reason: reason, asked: asked, at: now, spread: spread)
            return Result(state: state, alerts: alerts, result: reason, failed: true)
        case .gone(let reason):
            let (state, alerts) = ended(before, reason: reason, at: now)
            return Result(state: state, alerts: alerts, result: reason, failed: true)
        }
    }

    private func baselineAlert(found: Int, at now: Date) -> Alert {
        let promise = feed.firstPoll == .baseline ? "recorded as known, without alerts" : "alerts are raised for them"
        return alerts.operatorAlert(
            .operatorBaselineDone, feed: feed.name, key: feed.url,
            summary: "first poll of \(feed.name): \(found) publications listed, \(promise)", time: now)
    }
}
