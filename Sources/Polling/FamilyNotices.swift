import Configuration
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
        return alerts.compactMap { alert in
            switch alert.kind {
            case .operatorBaselineDone:
                let isLast = others.count == family.members.count - 1 && others.allSatisfy { $0.baselineAt != nil }
                return isLast ? baselineAlert(of: family) : nil
            case .operatorFeedFailing where failing >= PollTransaction.mostNamed:
                return failing == PollTransaction.mostNamed ? failingAlert(of: family) : nil
            case .operatorFeedRecovered where failing >= PollTransaction.mostNamed: return nil
            default: return alert
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
