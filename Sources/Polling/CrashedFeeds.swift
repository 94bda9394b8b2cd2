package import Configuration
package import History
package import System

extension Poll {
    /// A feed that was being read or recorded when the program died has failed, as one does whose publisher does not
    /// answer; the alerts that are raised.
    package func noteDeath(_ left: CrashGuard.Left, of feed: FeedConfiguration) async throws(HistoryError)
        -> [StoredAlert]
    {
        let (now, jitter) = (clock.now(), clock.jitter())
        return try await history.sharing(.own).write("record what the program died of") { history in
            let before = try FeedState.known(of: feed, in: history)
            // A document of the feed's has a reading of its own that fails.
            guard left.subject == before.readableAddress, !before.ended else { return [] }
            let update = FeedUpdate(feed: feed, schedule: plan(of: feed).schedule, alerts: recorder.alerts)
            let (state, alerts) = update.failed(
                before, reason: left.reason, asked: nil, kind: .ordinary, at: now, jitter: jitter)
            try history.save(state)
            return try alerts.flatMap { try recorder.raising.raise($0, in: history) }
        }
    }
}

extension CrashGuard.Left {
    /// For people.
    package var reason: String {
        "the program ended\(deaths > 1 ? " \(deaths) times" : "") while it was working on \(subject)"
    }
}
