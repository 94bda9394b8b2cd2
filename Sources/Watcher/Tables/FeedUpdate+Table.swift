import Feeds
import Foundation
import History
import Inspections

extension FeedUpdate {
    /// What a poll of a table makes of a feed's state, where there was no table to record.
    func apply(_ fetched: FetchedTable, to before: FeedState, at now: Date, spread: Double) -> Result {
        switch fetched {
        case .unchanged(let answer), .read(_, let answer):
            var (state, alerts) = succeeded(before, answer: answer, at: now, spread: spread)
            if let alert = note(newPublications: 0, in: &state, at: now) { alerts.append(alert) }
            return Result(state: state, alerts: alerts, result: "unchanged", failed: false)
        case .failed(let reason, let asked, let isRefusal):
            let (state, alerts) = failed(
                before, reason: reason, asked: asked, isRefusal: isRefusal, at: now, spread: spread)
            return Result(state: state, alerts: alerts, result: reason, failed: true)
        case .gone(let reason):
            let (state, alerts) = ended(before, reason: reason, at: now)
            return Result(state: state, alerts: alerts, result: reason, failed: true)
        }
    }

    /// What a table whose rows were recorded makes of it.
    func recorded(
        _ document: TableDocument, _ survey: TableSurvey, tally: TableTally, answer: ListingAnswer,
        to before: FeedState, at now: Date, spread: Double
    ) -> Result {
        var read = before
        read.bodyHash = document.mark
        var (state, raised) = succeeded(read, answer: answer, at: now, spread: spread)
        if before.baselineAt == nil { raised.append(baselineAlert(survey, tally, at: now)) }
        raised += [
            note(newPublications: tally.new, in: &state, at: now), note(listed: survey.rows, in: &state, at: now),
            survey.faults.isEmpty ? nil : leftOutAlert(document, survey, at: now),
        ].compactMap(\.self)
        return Result(
            state: state, alerts: raised,
            result: "\(survey.changedRows) of \(survey.rows) rows new or changed, \(tally.new) new inspections",
            failed: false)
    }

    /// A table that is refused as a whole: its columns may have moved, which no retry mends. Told once for each release.
    func refused(
        _ document: TableDocument, _ fault: TableFault, answer: ListingAnswer, to before: FeedState, at now: Date,
        spread: Double
    ) -> Result {
        let error = FeedError(subject: document.title ?? document.url, cause: .refused(fault))
        var (state, raised) = failed(
            before, reason: error.description, asked: answer.asked, isRefusal: false, at: now, spread: spread)
        raised.append(
            alerts.operatorAlert(
                .operatorExtractionDoubtful, feed: feed.name, key: document.mark,
                summary: "nothing of a table was recorded: \(error.description)", time: now))
        return Result(state: state, alerts: raised, result: error.description, failed: true)
    }

    private func leftOutAlert(_ document: TableDocument, _ survey: TableSurvey, at now: Date) -> Alert {
        let first = survey.faults.prefix(3).map(\.description).joined(separator: "; ")
        let rest = survey.faults.count > 3 ? "; and \(survey.faults.count - 3) more" : ""
        return alerts.operatorAlert(
            .operatorExtractionDoubtful, feed: feed.name, key: document.mark,
            summary: "rows of \(document.title ?? document.url) were left out, what was known of them stays: "
                + first + rest, time: now)
    }

    private func baselineAlert(_ survey: TableSurvey, _ tally: TableTally, at now: Date) -> Alert {
        let promise = feed.firstPoll == .baseline ? "recorded as known, without alerts" : "alerts are raised for them"
        let witnesses =
            tally.confirmed + tally.contradicted == 0
            ? "" : "; \(tally.confirmed) confirm and \(tally.contradicted) contradict another source"
        return alerts.operatorAlert(
            .operatorBaselineDone, feed: feed.name, key: feed.url,
            summary: "first poll of \(feed.name): \(tally.new) inspections in \(survey.rows) rows, \(promise)"
                + witnesses, time: now)
    }
}
