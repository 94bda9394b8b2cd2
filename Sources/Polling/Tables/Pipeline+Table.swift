import Configuration
import Feeds
import Foundation
import History
import Inspections
import System

extension Pipeline {
    /// The same for a feed that is a table: it holds the inspections itself, and only rows that changed are compared.
    func run(_ feed: FeedConfiguration, as map: ColumnMap) async throws(HistoryError) -> PollReport {
        let now = clock.now()
        let before = try await history.read("read a feed's state") { try state(of: feed, in: $0) }
        let fetcher = TableFetcher(
            transport: listings.transport, http: listings.http, feed: feed, map: map, folder: tableFolder)
        let fetched = await fetcher.fetch(before, now: now)
        if Task.isCancelled { return .stopped(feed.name) }
        let known = try await knownRows(of: feed, before: fetched)
        let folder = tableFolder
        let surveyed = fetched.map { SurveyedTable($0, map: map, known: known, folder: folder) }
        return try await finish(feed) { update, now, spread, history in
            var tally = TableTally()
            var complaints: [String] = []
            let result = try update.apply(surveyed, to: before, at: now, spread: spread) { table, mark, answer in
                let (file, survey): (TableFile, TableSurvey)
                switch table.result {
                case .success(let found): (file, survey) = found
                case .failure(let fault):
                    return update.refused(
                        table.source, fault, mark: mark, answer: answer, to: before, at: now, spread: spread)
                }
                let recorder = TableRecorder(
                    recorder: recorder, feed: feed.name, scheme: map.scheme, providerKind: map.providerKind,
                    source: table.source, isBaseline: before.baselineAt == nil && feed.firstPoll == .baseline,
                    silentUntil: before.silentUntil, reader: String(mark.drop { $0 != "/" }),
                    isFirst: before.baselineAt == nil, mayHaveOldIdentities: try history.isFromVersion1(),
                    isStanding: map.isStanding)
                var graded: [GradedProvider] = []
                try file.inspections(in: survey, graded: { if !recorder.isFirst { graded.append($0) } }) {
                    try recorder.record($0, at: now, into: &tally, in: history)
                }
                try history.save(tableRows: survey.fingerprints, insteadOf: known, feed: feed.name)
                try recorder.finish(at: now, into: &tally, in: history)
                complaints = survey.faults.map(\.description) + tally.doubts
                tally.isPartlyRead = !survey.faults.isEmpty
                tally.alerts += try recorder.noteLost(graded, at: now, in: history)
                try settle(feed, into: &tally, at: now, in: history)
                return update.recorded(
                    StatedReading(
                        source: table.source, unit: "rows", rows: survey.rows, faults: complaints,
                        missing: survey.missing),
                    mark: mark,
                    tally: tally, result: "\(survey.changedRows) of \(survey.rows) rows new or changed", answer: answer,
                    to: before, at: now, spread: spread)
            }
            return (result, tally, complaints)
        }
    }

    /// Fingerprints of the rows that were recorded before, ascending; none where nothing new was read.
    private func knownRows(
        of feed: FeedConfiguration, before fetched: Fetched<TableDocument>
    ) async throws(HistoryError) -> [Int64] {
        guard case .read = fetched else { return [] }
        return try await history.read("look up a table's rows") { try $0.tableRows(feed: feed.name) }
    }

    /// Tells what follows from the rows that were recorded.
    func settle(
        _ feed: FeedConfiguration, into tally: inout TableTally, at now: Date, in history: HistoryTransaction
    ) throws {
        let settled = try recorder.settle(feed, at: now, in: history)
        tally.alerts += settled.alerts
        tally.confirmed += settled.confirmed
        tally.contradicted += settled.contradicted
    }

    /// Records in one transaction what `body` does, with the feed's state and the operators' alerts that come of it.
    func finish(
        _ feed: FeedConfiguration,
        _ body:
            @Sendable @escaping (FeedUpdate, Date, Double, HistoryTransaction) throws -> (
                FeedUpdate.Result, TableTally, complaints: [String]
            )
    ) async throws(HistoryError) -> PollReport {
        let now = clock.now()
        let spread = clock.spread()
        let update = FeedUpdate(feed: feed, schedule: schedule(of: feed), alerts: recorder.alerts)
        return try await history.write("record a poll") { history in
            var (result, tally, complaints) = try body(update, now, spread, history)
            if let state = result.state { try history.save(state) }
            var alerts = tally.alerts
            if !result.failed, let day = CalendarDate(london: now) {
                let presence = RowPresence(recorder: recorder, feed: feed.name)
                let looked = try presence.look(at: tally, on: day, at: now, in: history)
                alerts += looked.alerts
                complaints += [looked.complaint].compactMap(\.self)
            }
            for alert in result.alerts { alerts += try recorder.raising.raise(alert, in: history) }
            alerts += try recorder.settle(feed, at: now, in: history).alerts
            return PollReport(
                feed: feed.name, result: result.result, failed: result.failed,
                isUnchanged: result.isUnchanged,
                alerts: alerts, complaints: complaints, otherComplaints: 0, hasMore: false,
                nextDue: try nextDue(
                    feed, after: result.state ?? state(of: feed, in: history), at: now, in: history))
        }
    }
}
