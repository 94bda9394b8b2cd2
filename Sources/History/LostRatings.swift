package import Foundation
package import Inspections

extension HistoryTransaction {
    /// By provider: areas of which a feed has stated grades, and stated none when it was last looked at.
    package func lostRatings(feed: String) throws -> [ProviderID: Set<String>] {
        let lost = try rows(Query("SELECT provider, areas FROM lost_ratings WHERE feed = ?", [feed])) { row in
            (
                ProviderID(row["provider"] as String),
                Set((row["areas"] as String).split(separator: ",").map(String.init))
            )
        }
        return Dictionary(lost, uniquingKeysWith: { first, _ in first })
    }

    /// Keeps which areas' grades are lost of a provider; none where all are there.
    package func save(lostRatings areas: Set<String>, of provider: ProviderID, feed: String, at now: Date) throws {
        if areas.isEmpty {
            return try run(Query("DELETE FROM lost_ratings WHERE feed = ? AND provider = ?", [feed, provider.text]))
        }
        try run(
            Query(
                """
                INSERT INTO lost_ratings (feed, provider, areas, since) VALUES (?, ?, ?, ?)
                ON CONFLICT (feed, provider) DO UPDATE SET areas = excluded.areas, since = excluded.since
                """, [feed, provider.text, areas.sorted().joined(separator: ","), now.seconds]))
    }

    /// Areas of which a feed has ever stated a trusted grade of a provider.
    package func areasGraded(of provider: ProviderID, feed: String) throws -> Set<String> {
        Set(
            try rows(
                Query(
                    """
                    SELECT DISTINCT area FROM statements JOIN statement_judgements ON statement = statements.id
                        JOIN publications ON publications.id = publication
                    WHERE provider = ? AND feed = ? AND trust = 'trusted'
                    """, [provider.text, feed])
            ) { $0[0] as String })
    }

    /// Providers whose ids begin so and of whom a feed has stated something, by id.
    package func providersStated(idPrefix: String, feed: String) throws -> [ProviderID] {
        try rows(
            Query(
                """
                SELECT DISTINCT provider FROM statements JOIN publications ON publications.id = publication
                WHERE provider >= ? AND provider < ? AND feed = ? ORDER BY provider
                """, [idPrefix, idPrefix + "\u{10FFFF}", feed])
        ) { ProviderID($0[0] as String) }
    }
}
