import Feeds
import Foundation
import History

extension Pipeline {
    /// The same for a feed that is a table: it holds the inspections itself, and only rows that changed are compared.
    func run(_ feed: FeedConfiguration, as map: ColumnMap) async throws(HistoryError) -> PollReport {
        let now = clock.now()
        let (before, known) = try await history.read("read a feed's state") {
            (try state(of: feed, in: $0), try $0.tableRows(feed: feed.name))
        }
        let fetcher = TableFetcher(transport: listings.transport, http: listings.http, feed: feed, map: map)
        let fetched = await fetcher.fetch(before, now: now)
        if Task.isCancelled { return .stopped(feed.name) }
        guard case .read(let document, let answer) = fetched else {
            return try await finish(feed) { update, now, spread, _ in
                (update.apply(fetched, to: before, at: now, spread: spread), TableTally(), [])
            }
        }
        let file = TableFile(document.bytes, map: map)
        let survey: TableSurvey
        do throws(TableFault) {
            survey = try file.survey(known: known)
        } catch {
            return try await finish(feed) { update, now, spread, _ in
                (update.refused(document, error, answer: answer, to: before, at: now, spread: spread), TableTally(), [])
            }
        }
        let table = TableRecorder(
            recorder: recorder, feed: feed.name, scheme: map.scheme, providerKind: map.providerKind,
            document: document, isBaseline: before.baselineAt == nil && feed.firstPoll == .baseline,
            isRereading: before.bodyHash.map { !$0.hasSuffix("/" + String(map.version, radix: 16)) } ?? false)
        return try await finish(feed) { update, now, spread, history in
            var tally = TableTally()
            try file.inspections(in: survey) { try table.record($0, at: now, into: &tally, in: history) }
            try history.save(tableRows: survey.fingerprints, insteadOf: known, feed: feed.name)
            let result = update.recorded(
                document, survey, tally: tally, answer: answer, to: before, at: now, spread: spread)
            return (result, tally, survey.faults.map(\.description))
        }
    }

    /// Records in one transaction what `body` does, with the feed's state and the operators' alerts that come of it.
    private func finish(
        _ feed: FeedConfiguration,
        _ body:
            @Sendable @escaping (FeedUpdate, Date, Double, HistoryTransaction) throws -> (
                FeedUpdate.Result, TableTally, complaints: [String]
            )
    ) async throws(HistoryError) -> PollReport {
        let now = clock.now()
        let spread = clock.spread()
        let update = FeedUpdate(feed: feed, schedule: schedule(of: feed), alerts: recorder.alerts)
        let brake = ChangeBrake(feed: feed, alerts: recorder.alerts, raising: recorder.raising)
        return try await history.write("record a poll") { history in
            let (result, tally, complaints) = try body(update, now, spread, history)
            if let state = result.state { try history.save(state) }
            var alerts = tally.alerts
            for alert in result.alerts { alerts += try recorder.raising.raise(alert, in: history) }
            alerts += try brake.settle(at: now, in: history)
            return PollReport(
                feed: feed.name, result: result.result, failed: result.failed,
                isUnchanged: result.result == "unchanged",
                alerts: alerts, complaints: complaints, otherComplaints: 0, hasMore: false,
                nextDue: try nextDue(
                    feed, after: result.state ?? state(of: feed, in: history), at: now, in: history))
        }
    }
}
