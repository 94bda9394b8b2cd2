package import Configuration
import Feeds
package import Foundation
package import History
import HTTPTransport
import Inspections
package import System

/// One poll of a feed of whatever kind: plan -> fetch -> read -> extract -> state -> derive -> tell. Delivery follows
/// from the database.
package struct Poll: Sendable {
    let history: History
    private(set) var fetcher: Fetcher
    private(set) var documents: DocumentReader
    package let recorder: Recorder
    let backoff: Backoff
    let clock: Clock
    /// Where a table lies while it is read.
    let tableFolder: String

    package init(
        history: History, fetcher: Fetcher, documents: DocumentReader, recorder: Recorder, backoff: Backoff,
        clock: Clock, tableFolder: String = FileManager.default.temporaryDirectory.path
    ) {
        self.history = history
        self.fetcher = fetcher
        self.documents = documents
        self.recorder = recorder
        self.backoff = backoff
        self.clock = clock
        self.tableFolder = tableFolder
    }

    /// Takes the next step that is due for a feed and records it in one transaction, so that a long poll goes on where
    /// it was stopped.
    /// `started`: what has failed before, and the listing, are due only where they were due then; `nil`: where they are
    /// due now. `planned`: the step, where it was looked up a moment ago.
    package func run(
        _ feed: FeedConfiguration, started: Date? = nil, planned: PlannedStep? = nil
    ) async throws(HistoryError) -> PollReport {
        let (plan, now) = (plan(of: feed, started: started), clock.now())
        var planned = planned
        if planned == nil {
            planned = try await history.read("look up what is due of a feed") {
                try plan.planned(from: plan.state(in: $0), at: now, in: $0)
            }
        }
        guard let planned else {
            return try await history.read("look up when a feed is due") { history in
                try PollReport(StepOutcome("nothing is due"), of: plan, at: now, in: history)
            }
        }
        let result: Result<PollReport, HistoryError>
        do throws(HistoryError) {
            result = .success(
                try await take(planned.step, of: plan, before: planned.before, now: now, started: started))
        } catch {
            result = .failure(error)
        }
        await fetcher.heavies.release(feed.name)
        return try result.get()
    }

    private func take<Step: PollStep>(
        _ step: Step, of plan: PollPlan, before: FeedState, now: Date, started: Date?
    ) async throws(HistoryError) -> PollReport {
        let owner = CrashOwner.feed(plan.feed.name)
        let taped = taping(plan.feed.name, at: now, started: started)
        // fetch -> read -> extract
        let brought = try await step.bring(by: taped, of: plan, before: before, now: now)
        // What the program may have died of is recorded by a process of its own first, which undoes it.
        var suspicion: SuspectedWork?
        if let tape = taped.fetcher.tape, fetcher.tape == nil {
            suspicion = await fetcher.crashes.rehearse(tape.rehearsal, of: owner)
        }
        // What a stop has cut short is no failure of the publisher's, and is done again from the start.
        if Task.isCancelled { return .stopped(plan.feed.name) }
        if let suspicion { return try await fail(suspicion, of: plan, before: before) }
        // Taken after the fetching: back-off and intervals count from when an answer came.
        let answered = clock.now()
        let history = history.sharing(plan.feed.share, gathering: fetcher.transport.behindOthers)
        let report = try await history.rehearse("record a poll", keeps: !isRehearsal) { history in
            let transaction = PollTransaction(
                history: history, plan: plan, before: before, recorder: recorder, now: answered, clock: clock)
            // state
            var outcome = try step.record(brought, in: transaction)
            try history.askTogether {
                _ = try history.hasUnsettled(feed: plan.feed.name)
                _ = try PollReport(outcome, of: plan, at: answered, in: history)
            }
            // derive -> tell
            outcome.recording.alerts += try transaction.settle(unread: outcome.unread).alerts
            return try PollReport(outcome, of: plan, at: answered, in: history)
        }
        fetcher.crashes.acquit(owner)
        return report
    }

    /// When there is something to do for each of the feeds; `nil` for never. `now`: where the present has been asked
    /// for already.
    package func nextDue(_ feeds: [FeedConfiguration], at now: Date? = nil) async throws(HistoryError) -> [Date?] {
        let now = now ?? clock.now()
        return try await history.read("look up when the feeds are due") { history in
            // All at once: they are about as many as there are feeds.
            let recorded = Dictionary(
                try history.feedStates().map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
            let waiting = try history.feedsWithPending()
            return try feeds.map { feed in
                let state = FeedState.known(of: feed, recorded: recorded[feed.name])
                let due = try plan(of: feed).nextDue(
                    from: state, at: now, mayWait: waiting.contains(feed.name), in: history)
                // What the program may have died of is left out for a while.
                return due.map { max($0, fetcher.crashes.restEnd(of: .feed(feed.name), at: now) ?? $0) }
            }
        }
    }

    /// The same with all that is asked for kept on a tape.
    func with(_ tape: AnswerTape?) -> Poll {
        var poll = self
        poll.fetcher.tape = tape
        poll.documents.fetcher.tape = tape
        return poll
    }

    func plan(of feed: FeedConfiguration, started: Date? = nil) -> PollPlan {
        PollPlan(
            feed: feed, backoff: backoff, connectionsPerHost: fetcher.http.connectionsPerHost, started: started)
    }
}

/// What is to be done next of a feed, looked up before its turn comes.
package struct PlannedStep: Sendable {
    let step: any PollStep
    /// What was known of the feed.
    let before: FeedState
}

extension Poll {
    /// What is to be done next of each of the feeds, all looked up at once; `nil` where nothing is.
    package func planned(
        _ feeds: [FeedConfiguration], started: Date? = nil
    ) async throws(HistoryError) -> [PlannedStep?] {
        let now = clock.now()
        return try await history.read("look up what is due of feeds") { history in
            let recorded = try history.feedStates(named: feeds.map(\.name))
            return try feeds.map { feed in
                let state = FeedState.known(of: feed, recorded: recorded[feed.name])
                return try plan(of: feed, started: started).planned(from: state, at: now, in: history)
            }
        }
    }

    /// Where polls begin: beside the transfers.
    package var executor: any TaskExecutor { fetcher.transport.executor }

    /// Where one goes on.
    package func executor(for planned: PlannedStep?) -> any TaskExecutor {
        planned?.step.isQuick == true ? executor : globalConcurrentExecutor
    }
}

extension PollPlan {
    /// `state`: what the history knows of the feed; `nil` where nothing is due.
    func planned(from state: FeedState, at now: Date, in history: HistoryTransaction) throws -> PlannedStep? {
        try next(from: state, at: now, in: history).map { PlannedStep(step: $0, before: state) }
    }
}

/// A poll that asks whether anything is new runs on the transport's queue, and most end there: no other thread has to
/// be woken for each. Whatever takes the processor's time is done elsewhere, so that no transfer waits for it.
package enum Elsewhere {
    package static func perform<Value, Failure>(
        _ work: () async throws(Failure) -> Value
    ) async throws(Failure) -> Value {
        try await withTaskExecutorPreference(globalConcurrentExecutor, operation: work)
    }
}

extension FeedConfiguration {
    /// The part of a fleet's work that its polls belong to.
    package var share: Share { .host(origin.host) }
}

/// One step of a poll: each way in which sources hold what they publish has its own.
protocol PollStep: Sendable {
    associatedtype Brought: Sendable

    /// True where it is about something that was never tried.
    var isUntried: Bool { get }
    /// True where it asks whether anything is new, and most often hears that nothing is.
    var isQuick: Bool { get }

    /// fetch -> read -> extract: all that takes time, and changes nothing.
    func bring(
        by poll: Poll, of plan: PollPlan, before: FeedState, now: Date
    ) async throws(HistoryError) -> Brought

    /// state: what was brought becomes statements, and the feed's new state.
    func record(_ brought: Brought, in poll: PollTransaction) throws -> StepOutcome
}

extension PollStep {
    var isQuick: Bool { false }
}

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
    func jitter() -> Double { clock.jitter() }

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

    /// Saves the feed's new state and raises what its operators should hear; the step's outcome. `recording`: what the
    /// step came to otherwise.
    func conclude(_ result: FeedUpdate.Result, _ recording: Recording = Recording()) throws -> StepOutcome {
        if let state = result.state { try history.save(state, after: before) }
        var outcome = StepOutcome(result.result)
        outcome.failed = result.failed
        outcome.recording = recording
        outcome.recording.alerts += try raise(noticed(result.alerts))
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
    /// What the history knows of the feed from now on, where the step has it at hand.
    var state: FeedState?

    init(_ result: String) { self.result = result }
}
