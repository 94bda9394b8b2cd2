package import Foundation
import GRDB
package import Inspections

extension HistoryTransaction {
    /// Keeps an alert back, without a number. `provider`: the id of the one whose publication gave it.
    package func hold(_ alert: Alert, of publication: Int64, provider: String) throws {
        let text = String(decoding: try JSONEncoder().encode(alert), as: UTF8.self)
        try database.cachedStatement(
            sql: "INSERT INTO held_alerts (feed, publication, provider, alert) VALUES (?, ?, ?, ?)"
        ).execute(arguments: [alert.feed, publication, provider, text])
    }

    /// What is kept back of a feed, oldest first.
    package func heldAlerts(feed: String) throws -> [HeldAlert] {
        try Row.fetchAll(database, sql: "SELECT * FROM held_alerts WHERE feed = ? ORDER BY id", arguments: [feed]).map {
            HeldAlert(
                id: $0["id"], publication: $0["publication"],
                alert: try JSONDecoder().decode(Alert.self, from: Data(($0["alert"] as String).utf8)))
        }
    }

    /// Providers that alerts of a feed are kept back of.
    package func heldProviders(feed: String) throws -> Int {
        try Int.fetchOne(
            database.cachedStatement(sql: "SELECT count(DISTINCT provider) FROM held_alerts WHERE feed = ?"),
            arguments: [feed]) ?? 0
    }

    /// Rows of a provider's publications whose alerts are kept back.
    package func heldPublications(of provider: ProviderID) throws -> Set<Int64> {
        try Int64.fetchSet(
            database, sql: "SELECT publication FROM held_alerts WHERE provider = ?", arguments: [provider.text])
    }

    /// When the first new publication was seen that an alert is kept back of; a corrected one was known before.
    package func firstHeldSeen(feed: String) throws -> Date? {
        Date(
            seconds: try Double.fetchOne(
                database,
                sql: """
                    SELECT min(seen) FROM held_alerts JOIN publications ON publications.id = held_alerts.publication
                    WHERE held_alerts.feed = ? AND alert ->> 'kind' != ?
                    """, arguments: [feed, AlertKind.ratingCorrected.rawValue]))
    }

    /// Forgets what was kept back of a feed, and that it is.
    package func endHolding(feed: String) throws {
        try database.execute(sql: "DELETE FROM held_alerts WHERE feed = ?", arguments: [feed])
        try database.execute(sql: "DELETE FROM brakes WHERE feed = ?", arguments: [feed])
    }

    /// Since when a feed's changes wait for an operator's word; `nil` where they do not.
    package func brakedSince(feed: String) throws -> Date? {
        Date(
            seconds: try Double.fetchOne(
                database.cachedStatement(sql: "SELECT since FROM brakes WHERE feed = ?"), arguments: [feed]))
    }

    package func brake(feed: String, since now: Date) throws {
        try database.execute(
            sql: "INSERT OR IGNORE INTO brakes (feed, since) VALUES (?, ?)", arguments: [feed, now.seconds])
    }

    /// Providers that a feed had told of before an instant; counting stops at `most`.
    package func countProviders(feed: String, seenBefore instant: Date, most: Int = .max) throws -> Int {
        try Int.fetchOne(
            database.cachedStatement(
                sql: """
                    SELECT count(*) FROM (
                        SELECT DISTINCT provider_id FROM publications
                        WHERE feed = ? AND seen < ? AND provider_id IS NOT NULL LIMIT ?)
                    """), arguments: [feed, instant.seconds, most]) ?? 0
    }

    /// True while a feed has documents that were never tried.
    package func hasUntried(feed: String) throws -> Bool {
        try Bool.fetchOne(
            database.cachedStatement(
                sql: """
                    SELECT EXISTS (
                        SELECT 1 FROM publications INDEXED BY publications_to_read
                        WHERE feed = ? AND next_try IS NOT NULL AND (attempts > 0) = 0)
                    """), arguments: [feed]) ?? false
    }
}
