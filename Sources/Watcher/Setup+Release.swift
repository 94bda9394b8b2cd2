import Foundation
import History
import Inspections

extension Setup {
    /// `ratingwatch release FEED`: raises the alerts that the mass-change brake has held, or drops them; a running daemon
    /// delivers them at once.
    package func release(_ feed: String, isDropped: Bool) async throws -> Answer {
        if !feedNames.contains(feed) { throw UnknownName(feed, of: "feed", known: feedNames) }
        guard let history = try historyToChange else { return nothingYet(isGood: true) }
        let raising = AlertRaising(configuration)
        // Numbers go on behind those of the logs, also where no daemon has seen a restored history yet.
        _ = try await LogReconciliation(configuration).run(on: history)
        let now = Date()
        let (output, isRaised) = try await history.write("release held changes") { history in
            let held = try history.heldAlerts(feed: feed)
            if held.isEmpty {
                try history.endHolding(feed: feed)
                return ("nothing of the feed \(feed) is held\n", false)
            }
            if isDropped {
                try history.endHolding(feed: feed)
                return (held.map { "dropped: \($0.alert.summary)\n" }.joined(), false)
            }
            let raised = try raising.raiseHeld(feed: feed, at: now, in: history)
            return (raised.map { "\($0.sequence) \($0.line)\n" }.joined(), true)
        }
        return Answer(output, complaint: isRaised ? await wakeDeliveries() : nil)
    }
}
