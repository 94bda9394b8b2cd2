import Foundation
package import Inspections

extension HistoryTransaction {
    /// Something was recorded of a provider by a feed, and its news is still to be told.
    package func unsettle(_ provider: ProviderID, feed: String) throws {
        try run(
            Query(
                """
                INSERT INTO unsettled (provider, feed, is_held) VALUES (?, ?, 0) ON CONFLICT (provider, feed) DO NOTHING
                """, [provider.text, feed]))
    }

    /// The same of a provider and of those that go on for it.
    package func unsettleLine(from provider: ProviderID, feed: String) throws {
        try write(.unsettled, [provider.text, feed])
    }

    /// Providers of a feed whose news is still to be told, in the order in which something was recorded of them, at
    /// most `limit` behind `position`. Without those that are held, unless `held`. `isReconfigured`: what is believed
    /// of it may be otherwise because the configuration is.
    package func unsettled(
        feed: String, after position: Int64 = 0, held: Bool = false, limit: Int = .max
    ) throws -> [(position: Int64, provider: ProviderID, isReconfigured: Bool)] {
        try rows(
            Query(
                """
                SELECT position, provider, (
                    SELECT max(is_reconfigured) FROM unsettled AS other WHERE other.provider = unsettled.provider)
                FROM unsettled WHERE feed = ? AND position > ? AND is_held <= ? ORDER BY position LIMIT ?
                """, [feed, position, held, limit])
        ) { ($0[0], ProviderID($0[1]), $0[2]) }
    }

    /// True where news of a feed is to be told that is not held.
    package func hasUnsettled(feed: String) throws -> Bool {
        try isTrue(Query("SELECT EXISTS (SELECT 1 FROM unsettled WHERE feed = ? AND is_held = 0)", [feed]))
    }

    package func countUnsettled(feed: String) throws -> Int {
        try count(Query("SELECT count(*) FROM unsettled WHERE feed = ?", [feed]))
    }

    /// Feeds with something to be told.
    package func unsettledFeeds() throws -> [String] {
        try rows(Query("SELECT DISTINCT feed FROM unsettled WHERE is_held = 0 ORDER BY feed")) { $0[0] as String }
    }

    /// A provider's news was told, or there is none, whichever feed brought it; `held`: of these feeds it is kept back
    /// still.
    package func settle(_ provider: ProviderID, except held: Set<String> = []) throws {
        if held.isEmpty { return try write(.settled, [provider.text]) }
        let (marks, feeds) = Query.list(held.sorted())
        try run(Query("DELETE FROM unsettled WHERE provider = ? AND feed NOT IN (\(marks))", [provider.text] + feeds))
    }

    /// Keeps a provider's news back until an operator says otherwise.
    package func hold(_ provider: ProviderID, feed: String) throws {
        try run(
            Query(
                """
                INSERT INTO unsettled (provider, feed, is_held) VALUES (?, ?, 1)
                ON CONFLICT (provider, feed) DO UPDATE SET is_held = 1
                """, [provider.text, feed]))
    }

    /// A provider's news is kept back no longer.
    package func letGo(_ provider: ProviderID, feed: String) throws {
        try run(Query("UPDATE unsettled SET is_held = 0 WHERE provider = ? AND feed = ?", [provider.text, feed]))
    }

    /// The feeds for which a provider's news is kept back.
    package func holdingFeeds(of provider: ProviderID) throws -> [String] {
        try rows(
            Query("SELECT feed FROM unsettled WHERE provider = ? AND is_held = 1 ORDER BY feed", [provider.text])
        ) { $0[0] as String }
    }

    /// Of how many providers each feed's news is kept back; by the feed's name, without those of which none is.
    package func heldCounts() throws -> [(feed: String, providers: Int)] {
        try rows(
            Query("SELECT feed, count(*) FROM unsettled WHERE is_held = 1 GROUP BY feed ORDER BY feed")
        ) { ($0[0], $0[1]) }
    }

    /// Providers whose news is kept back of a feed.
    package func heldProviders(feed: String) throws -> [ProviderID] {
        try rows(
            Query("SELECT provider FROM unsettled WHERE feed = ? AND is_held = 1 ORDER BY position", [feed])
        ) { ProviderID($0[0]) }
    }
}
