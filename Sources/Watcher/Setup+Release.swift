import Foundation
import History
import Inspections

extension Setup {
    /// `ratingwatch release FEED`: raises the alerts that the mass-change brake has held, or drops them; a running daemon
    /// delivers them at its next look around.
    package func release(_ feed: String, isDropped: Bool) async throws -> Answer {
        guard let history = try historyToChange else { return nothingYet(isGood: true) }
        let names = configuration.feeds.map(\.name)
        guard names.contains(feed) else {
            let near = NearestName.of(feed, among: names).map { "; did you mean \($0)?" } ?? ""
            return Answer("", complaint: "there is no feed \"\(feed)\"\(near)")
        }
        let raising = AlertRaising(
            routing: Routing(routes: configuration.routes, operators: configuration.operators),
            silences: configuration.silences)
        let now = Date()
        return try await history.write("release held changes") { history in
            let held = try history.heldAlerts(feed: feed)
            if held.isEmpty {
                try history.endHolding(feed: feed)
                return Answer("nothing of the feed \(feed) is held\n")
            }
            if isDropped {
                try history.endHolding(feed: feed)
                return Answer(held.map { "dropped: \($0.alert.summary)\n" }.joined())
            }
            let raised = try raising.raiseHeld(feed: feed, at: now, in: history)
            return Answer(raised.map { "\($0.sequence) \($0.line)\n" }.joined())
        }
    }
}
