import Configuration
import Foundation
import History
import System

/// A step that the program may have died of is taken by a process of its own before it is recorded.
extension Poll {
    /// True in that process: what it records is undone.
    var isRehearsal: Bool { fetcher.tape?.isPlayed == true }

    /// One that keeps what publishers answer, where something of the feed's is suspected.
    func taping(_ feed: String, at now: Date, started: Date?) -> Poll {
        guard fetcher.crashes.isSuspected(.feed(feed)) else { return self }
        let times = ["--at", "\(now.timeIntervalSince1970)"]
        let left = started.map { ["--started", "\($0.timeIntervalSince1970)"] } ?? []
        // Without one, as on a full disk, it is done as ever.
        return with(try? AnswerTape(in: tableFolder, for: ["apart", "--feed", feed] + times + left))
    }

    /// A feed whose step a process of its own has died of has failed, and is left out until it is due again.
    func fail(
        _ suspicion: SuspectedWork, of plan: PollPlan, before: FeedState
    ) async throws(HistoryError) -> PollReport {
        let now = clock.now()
        let history = history.sharing(plan.feed.share)
        let (report, due) = try await history.write("record what the program would die of") { history in
            let transaction = PollTransaction(
                history: history, plan: plan, before: before, recorder: recorder, now: now, clock: clock)
            let reason = "\(before.readableAddress): \(suspicion.description); it is tried again"
            let (state, alerts) = transaction.update.failed(
                before, reason: reason, asked: nil, kind: .crash, at: now, jitter: transaction.jitter())
            let outcome = try transaction.conclude(
                FeedUpdate.Result(state: state, alerts: alerts, result: reason, failed: true))
            let due = state.nextDue ?? now.addingTimeInterval(backoff.limit)
            return (try PollReport(outcome, of: plan, at: now, in: history, notBefore: due), due)
        }
        fetcher.crashes.leaveOut(.feed(plan.feed.name), until: due)
        return report
    }
}
