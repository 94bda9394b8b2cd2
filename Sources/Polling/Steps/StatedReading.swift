import Configuration
import Feeds
import Foundation
import HTTPTransport
import History
import Inspections
import Text

/// A version of a table or page that states inspections itself.
struct StatingSource: Sendable {
    /// Where it was fetched from: as listed, or the feed's own address without what may be secret in it.
    let url: String
    /// What the publisher calls it; `nil` where it has no more than an address.
    let title: String?
    /// Lower-case hex.
    let sha256: String
    /// `text/csv`.
    let media: String

    /// For people to read, without what may be secret in it.
    var readableName: String { title ?? RedactedAddress(ofFeed: url).text }
}

/// What was read of a table or page, apart from the inspections themselves.
struct StatedReading: Sendable {
    let source: StatingSource
    /// What it consists of: `rows`.
    let unit: String
    let rows: Int
    /// Why single ones were left out, in order.
    let faults: [String]
    /// Names of columns that are expected and not there.
    var missing: [String] = []
}

extension FeedUpdate {
    /// What a table, or a page, makes of a feed's state whose inspections were recorded; `reading`: what was read of
    /// it, by `mark` known from any other version; `result`: what came of it, in words.
    func recorded(
        _ reading: StatedReading, mark: String, tally: TableTally, result: String, answer: ListingAnswer,
        to before: FeedState, at now: Date, jitter: Double
    ) -> Result {
        var read = before
        read.bodyHash = mark
        var (state, raised) = succeeded(read, answer: answer, at: now, jitter: jitter)
        if before.baselineAt == nil { raised.append(baselineAlert(reading, tally, before: before, at: now)) }
        raised += [
            note(newPublications: tally.new, in: &state, at: now), note(listed: reading.rows, in: &state, at: now),
            reading.faults.isEmpty ? nil : leftOutAlert(reading, at: now),
            reading.missing.isEmpty ? nil : missingAlert(reading, at: now),
        ].compactMap(\.self)
        return Result(
            state: state, alerts: raised, result: "\(result), \(tally.new) new inspections", failed: false)
    }

    /// A table that is refused as a whole: its columns may have moved, which no retry mends. Told once for each
    /// release.
    func refused(
        _ source: StatingSource, _ fault: TableFault, mark: String, answer: ListingAnswer, to before: FeedState,
        at now: Date, jitter: Double
    ) -> Result {
        let error = FeedError(subject: source.readableName, cause: .refused(fault))
        var (state, raised) = failed(
            before, reason: error.description, asked: answer.asked, kind: .ordinary, at: now, jitter: jitter)
        raised.append(
            alerts.operatorAlert(
                .operatorExtractionDoubtful, feed: feed.name, key: mark,
                summary: "nothing of a table was recorded: \(error.description)", time: now))
        return Result(state: state, alerts: raised, result: error.description, failed: true)
    }

    /// Told once for the same faults, however often the rest of a page changes around them.
    private func leftOutAlert(_ reading: StatedReading, at now: Date) -> Alert {
        let first = reading.faults.prefix(3).joined(separator: "; ")
        let rest = reading.faults.count > 3 ? "; and \(reading.faults.count - 3) more" : ""
        return alerts.operatorAlert(
            .operatorExtractionDoubtful, feed: feed.name, key: reading.faults.joined(separator: "\n"),
            summary: "\(reading.unit) of \(reading.source.readableName) were left out, what was known of them stays: "
                + first + rest, time: now)
    }

    /// Told once for the same columns.
    private func missingAlert(_ reading: StatedReading, at now: Date) -> Alert {
        let names = reading.missing.map { "\"\($0)\"" }.joined(separator: ", ")
        return alerts.operatorAlert(
            .operatorExtractionDoubtful, feed: feed.name, key: "columns\n" + reading.missing.joined(separator: "\n"),
            summary:
                "\(reading.source.readableName) has no column \(names): its values are not read, and what was known"
                + " of it stays. If the publisher has renamed it, add the new name to the feed's `table:`; if not every"
                + " release has it, say so with `optional: true`", time: now)
    }

    private func baselineAlert(
        _ reading: StatedReading, _ tally: TableTally, before: FeedState, at now: Date
    ) -> Alert {
        let promise = feed.firstPoll == .baseline ? "recorded as known, without alerts" : "alerts are raised for them"
        let witnesses =
            tally.confirmed + tally.contradicted == 0
            ? "" : "; \(tally.confirmed) confirm and \(tally.contradicted) contradict another source"
        return baselineAlert(
            "\(tally.new) inspections in \(reading.rows) \(reading.unit), \(promise)\(witnesses)", before: before,
            at: now)
    }
}

extension PollTransaction {
    /// How the inspections of a version of the source are recorded, which `mark` tells from any other.
    func rows(of source: StatingSource, mark: String, ids: StatedIDs, isStanding: Bool = false) throws -> TableRecorder
    {
        TableRecorder(
            recorder: recorder, feed: feed.name, ids: ids, source: source, isBaseline: isBaseline,
            silentUntil: before.silentUntil, reader: String(mark.drop { $0 != "/" }), isFirst: isFirst,
            mayHaveOldIdentities: try history.isFromVersion1(), isStanding: isStanding)
    }

    /// Tells what follows from the rows that were recorded.
    func settle(into tally: inout TableTally) throws {
        let settled = try settle()
        tally.alerts += settled.alerts
        tally.confirmed += settled.confirmed
        tally.contradicted += settled.contradicted
    }

    /// The same as `conclude` for a source that states inspections itself: rows that it has taken back are told, too.
    func conclude(_ result: FeedUpdate.Result, stating tally: TableTally, _ complaints: [String]) throws -> StepOutcome
    {
        var (told, complaints) = (tally.alerts, complaints)
        if !result.failed, let today {
            let looked = try RowPresence(poll: self).look(at: tally, on: today)
            told += looked.alerts
            complaints += [looked.complaint].compactMap(\.self)
        }
        var outcome = try conclude(result, Recording(alerts: told, complaints: complaints))
        outcome.isUnchanged = result.isUnchanged
        return outcome
    }
}
