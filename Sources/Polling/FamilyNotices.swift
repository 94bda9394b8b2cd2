import Configuration
import Foundation
import History
import Inspections

/// What operators hear of the feeds of one family, so that hundreds of addresses of one host are not hundreds of
/// alerts.
extension PollTransaction {
    /// So many addresses of a feed are told by name when they fail; more are one trouble.
    private static let mostNamed = 3

    /// The alerts on the feed's own state that are to be raised.
    func noticed(_ alerts: [Alert]) throws -> [Alert] {
        guard let family = feed.family, !alerts.isEmpty else { return alerts }
        let others = try family.members.filter { $0 != feed.name }.compactMap { try history.feedState($0) }
        let failing = others.count(where: \.isFailing)
        return try alerts.flatMap { alert -> [Alert] in
            switch alert.kind {
            case .operatorBaselineDone:
                let isLast = others.count == family.members.count - 1 && others.allSatisfy { $0.baselineAt != nil }
                return isLast ? [baselineAlert(of: family)] : []
            case .operatorFeedFailing where failing >= PollTransaction.mostNamed:
                return failing == PollTransaction.mostNamed ? [failingAlert(of: family)] : []
            case .operatorFeedRecovered where before.isFailing:
                // Who was told by name waits for the end by name, and for all others' where more were told as one.
                let own = try history.isToldToFail(alert.subject) ? [alert] : []
                let all = try recorder.recoveredAlert(ofFamily: family.name, failing: others, at: now, in: history)
                return own + (all.map { [$0] } ?? [])
            default: return [alert]
            }
        }
    }

    private func baselineAlert(of family: FeedFamily) -> Alert {
        recorder.alerts.operatorAlert(
            .operatorBaselineDone, feed: family.name, key: feed.url,
            summary: "first poll of \(family.name): all of its \(family.members.count) addresses have been read; "
                + "\(feed.name) was the last", time: now)
    }

    private func failingAlert(of family: FeedFamily) -> Alert {
        recorder.alerts.operatorAlert(
            .operatorFeedFailing, feed: family.name, key: now.iso8601,
            summary: "more than \(PollTransaction.mostNamed) addresses of the feed \(family.name) are failing; "
                + "`ratingwatch feeds` lists them, and further ones are not told one by one", time: now)
    }
}

extension Recorder {
    /// The end of what was told of all addresses of a feed as one; `nil` where that was not told, or one of `others`
    /// fails that was not told by name.
    func recoveredAlert(
        ofFamily name: String, failing others: [FeedState], at now: Date, in history: HistoryTransaction
    ) throws -> Alert? {
        let over = alerts.operatorAlert(
            .operatorFeedRecovered, feed: name, key: now.iso8601,
            summary: "of the feed \(name) no more addresses are failing than were told one by one", time: now)
        let isOver =
            try history.isToldToFail(over.subject)
            && others.allSatisfy { try !$0.isFailing || history.isToldToFail(AlertFactory.subject(ofFeed: $0.name)) }
        return isOver ? over : nil
    }
}
