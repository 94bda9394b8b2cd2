package import Foundation
import GRDB
package import Inspections

extension HistoryTransaction {
    /// The publication of that feed with that identity.
    package func publication(feed: String, identity: String) throws -> StoredPublication? {
        try Row.fetchOne(
            database.cachedStatement(sql: StoredPublication.select + " WHERE feed = ? AND identity = ?"),
            arguments: [feed, identity]
        ).map(StoredPublication.init)
    }

    /// False for a feed of which nothing was recorded yet.
    package func hasPublications(feed: String) throws -> Bool {
        try Bool.fetchOne(
            database.cachedStatement(sql: "SELECT EXISTS (SELECT 1 FROM publications WHERE feed = ?)"),
            arguments: [feed]) ?? false
    }

    /// Pending publications of a feed whose next try has come, at most `limit`: those never tried first, then the oldest, so
    /// that what fails again and again starves nothing. An instant farther off than twice the longest wait in seconds comes
    /// from a clock that has been set back, and is due too.
    package func pendingPublications(
        feed: String, dueAt now: Date, longestWait: Double, limit: Int
    ) throws -> [StoredPublication] {
        try Row.fetchAll(
            database.cachedStatement(
                sql: """
                    \(StoredPublication.select) INDEXED BY publications_to_read
                    WHERE feed = ? AND next_try IS NOT NULL AND (next_try <= ? OR next_try > ?)
                    ORDER BY attempts > 0, published, id LIMIT ?
                    """), arguments: [feed, now.seconds, now.seconds + 2 * longestWait, limit]
        ).map(StoredPublication.init)
    }

    /// When the next pending publication of a feed is to be tried.
    package func nextTry(feed: String) throws -> Date? {
        Date(
            seconds: try Double.fetchOne(
                database.cachedStatement(
                    sql: "SELECT min(next_try) FROM publications WHERE feed = ? AND next_try IS NOT NULL"),
                arguments: [feed]))
    }

    /// Inserts or updates; returns it with its row.
    package func save(_ publication: StoredPublication) throws -> StoredPublication {
        var saved = publication
        saved.row = try Int64.fetchOne(
            database.cachedStatement(
                sql: """
                    INSERT INTO publications (\(StoredPublication.columns))
                    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                    ON CONFLICT (feed, identity) DO UPDATE SET
                        fingerprint = excluded.fingerprint, document_url = excluded.document_url,
                        announces_pdf = excluded.announces_pdf, title = excluded.title, type = excluded.type,
                        provider_name = excluded.provider_name, provider_urn = excluded.provider_urn,
                        provider_id = excluded.provider_id, published = excluded.published,
                        state = excluded.state, reason = excluded.reason, attempts = excluded.attempts,
                        next_try = excluded.next_try, sha256 = excluded.sha256,
                        unread_sha256 = excluded.unread_sha256, framework = excluded.framework,
                        inspection_start = excluded.inspection_start, inspection_end = excluded.inspection_end,
                        basis = excluded.basis, late = excluded.late
                    RETURNING id
                    """), arguments: publication.arguments)
        return saved
    }

    /// Everything known, newest first, of one feed or of all.
    package func publications(feed: String?) throws -> [StoredPublication] {
        try Row.fetchAll(
            database,
            sql: """
                \(StoredPublication.select) WHERE ?1 IS NULL OR feed = ?1
                ORDER BY published DESC, id DESC
                """, arguments: [feed]
        ).map(StoredPublication.init)
    }

    package func publication(row: Int64) throws -> StoredPublication? {
        try Row.fetchOne(database, sql: StoredPublication.select + " WHERE id = ?", arguments: [row])
            .map(StoredPublication.init)
    }

    /// Everything known of a provider, newest first.
    package func publications(of provider: ProviderID) throws -> [StoredPublication] {
        try Row.fetchAll(
            database, sql: StoredPublication.select + " WHERE provider_id = ? ORDER BY published DESC, id DESC",
            arguments: [provider.text]
        ).map(StoredPublication.init)
    }

    /// How many publications of each feed are known, and how many of them wait for their document.
    package func publicationCounts() throws -> [String: (known: Int, pending: Int)] {
        let rows = try Row.fetchAll(
            database,
            sql: "SELECT feed, count(*) AS known, sum(next_try IS NOT NULL) AS pending FROM publications GROUP BY feed")
        return Dictionary(uniqueKeysWithValues: rows.map { ($0["feed"], (known: $0["known"], pending: $0["pending"])) })
    }

    /// Publications whose document was read, or would have been if its framework were known, first seen at that instant or later, at most `limit` of them from the one after
    /// `row` on.
    package func publicationsWithDocument(after row: Int64, since: Date?, limit: Int) throws -> [StoredPublication] {
        try Row.fetchAll(
            database.cachedStatement(
                sql: """
                    \(StoredPublication.select)
                    WHERE id > ?1 AND coalesce(sha256, unread_sha256) IS NOT NULL AND (?2 IS NULL OR seen >= ?2) ORDER BY id LIMIT ?3
                    """), arguments: [row, since?.seconds, limit]
        ).map(StoredPublication.init)
    }

    /// Publications of a provider that are pending or doubtful, without the one at `row`.
    package func unresolved(provider: ProviderID, except row: Int64?) throws -> [StoredPublication] {
        try Row.fetchAll(
            database.cachedStatement(
                sql: """
                    \(StoredPublication.select)
                    WHERE provider_id = ? AND state IN ('pending', 'doubtful') AND id IS NOT ?
                    """), arguments: [provider.text, row]
        ).map(StoredPublication.init)
    }
}
