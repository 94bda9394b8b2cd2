package import Foundation

extension HistoryTransaction {
    /// Forgets that a feed's changes are kept back.
    package func endHolding(feed: String) throws {
        try run(Query("UPDATE unsettled SET is_held = 0 WHERE feed = ?", [feed]))
        try run(Query("DELETE FROM brakes WHERE feed = ?", [feed]))
    }

    /// The feeds whose changes are kept back.
    package func holdingFeeds() throws -> [String] {
        try rows(
            Query(
                """
                SELECT feed FROM brakes UNION SELECT feed FROM unsettled WHERE is_held = 1
                UNION SELECT feed FROM held_endings ORDER BY feed
                """)
        ) { $0[0] as String }
    }

    /// Since when a feed's changes wait for an operator's word; `nil` where they do not.
    package func brakedSince(feed: String) throws -> Date? {
        try row(Query("SELECT since FROM brakes WHERE feed = ?", [feed])) { Date(seconds: $0[0]) }
    }

    package func brake(feed: String, since now: Date) throws {
        try run(
            Query(
                "INSERT INTO brakes (feed, since, reminded) VALUES (?, ?, ?) ON CONFLICT (feed) DO NOTHING",
                [feed, now.seconds, now.seconds]))
    }

    /// Feeds whose changes have been kept back since the operators last heard of it, at `instant` or before.
    package func brakesToRemind(since instant: Date) throws -> [(feed: String, since: Date)] {
        try rows(
            Query(
                "SELECT feed, since FROM brakes WHERE coalesce(reminded, since) <= ? ORDER BY feed", [instant.seconds])
        ) { ($0[0], Date(timeIntervalSince1970: $0[1])) }
    }

    package func noteReminder(feed: String, at now: Date) throws {
        try run(Query("UPDATE brakes SET reminded = ? WHERE feed = ?", [now.seconds, feed]))
    }

    /// Providers that a feed had told of before an instant; counting stops at `most`.
    package func countProviders(feed: String, seenBefore instant: Date, most: Int = .max) throws -> Int {
        try count(
            Query(
                """
                SELECT count(*) FROM (
                    SELECT DISTINCT provider_id FROM publications
                    WHERE feed = ? AND seen < ? AND provider_id IS NOT NULL LIMIT ?) AS known
                """, [feed, instant.seconds, most]))
    }

    /// How many of a feed's documents were never tried, at most `most`, and when the first of them was seen.
    package func untried(feed: String, most: Int) throws -> (count: Int, firstSeen: Date?) {
        try row(
            Query(
                """
                SELECT count(*), min(seen) FROM (
                    SELECT seen FROM publications INDEXED BY publications_to_read
                    WHERE feed = ? AND next_try IS NOT NULL AND (attempts > 0) = FALSE LIMIT ?) AS untried
                """, [feed, most])
        ) { (count: $0[0] as Int, firstSeen: Date(seconds: $0[1])) } ?? (0, nil)
    }
}
