import Configuration
import Foundation
import History
import Inspections
import System

/// The transaction that records one step of a poll, with all that such a step leans on.
struct PollTransaction {
    let history: HistoryTransaction
    let plan: PollPlan
    /// What was known of the feed when the step began.
    let before: FeedState
    let recorder: Recorder
    /// When the answer came.
    let now: Date
    let clock: Clock

    var feed: FeedConfiguration { plan.feed }

    /// A number from -1 to 1, another one each time, for jitter.
    func spread() -> Double { clock.spread() }

    /// The London day.
    var today: CalendarDate? { CalendarDate(london: now) }

    /// True where it is the first that is recorded of the feed at its address.
    var isFirst: Bool { before.baselineAt == nil }

    /// True where what is found now is recorded as known, without alerts.
    var isBaseline: Bool { isFirst && feed.firstPoll == .baseline }

    var update: FeedUpdate { FeedUpdate(feed: feed, schedule: plan.schedule, alerts: recorder.alerts) }

    /// Tells what follows from all that was stated, once all is read that could make it too much to be believed.
    func settle(unread: Int = 0) throws -> Settlement.Settled {
        try recorder.settle(feed, unread: unread, at: now, in: history)
    }

    /// Records alerts, and who gets them.
    func raise(_ alerts: [Alert]) throws -> [StoredAlert] {
        try alerts.flatMap { try recorder.raising.raise($0, in: history) }
    }

    /// Saves the feed's new state and raises what its operators should hear; the step's outcome. `recording`: what the step came to
    /// otherwise.
    func conclude(_ result: FeedUpdate.Result, _ recording: Recording = Recording()) throws -> StepOutcome {
        if let state = result.state { try history.save(state) }
        var outcome = StepOutcome(result.result)
        outcome.failed = result.failed
        outcome.recording = recording
        outcome.recording.alerts += try raise(result.alerts)
        return outcome
    }
}

/// What the recording of one step came to.
struct StepOutcome {
    /// One readable phrase: `3 new publications`, `unchanged`, or what went wrong.
    var result: String
    var failed = false
    /// True where the publisher had nothing new to say.
    var isUnchanged = true
    var recording = Recording()
    /// Documents that are to be looked at again, and that the history does not count as untried.
    var unread = 0

    init(_ result: String) { self.result = result }
}
