package import Foundation
package import Inspections

extension HistoryTransaction {
    /// The publication of that feed with that identity.
    package func publication(feed: String, identity: String) throws -> StoredPublication? {
        try row(
            Query("\(StoredPublication.select) WHERE feed = ? AND identity = ?", [feed, identity]),
            StoredPublication.init)
    }

    /// False for a feed of which nothing was recorded yet.
    package func hasPublications(feed: String) throws -> Bool {
        try isTrue(Query("SELECT EXISTS (SELECT 1 FROM publications WHERE feed = ?)", [feed]))
    }

    /// Pending publications of a feed whose next try has come, at most `limit`: those never tried first, then the
    /// oldest, so that what fails again and again starves nothing. Of those that failed before only what was due at
    /// `retries` already.
    package func pendingPublications(
        feed: String, dueAt now: Date, retries: Date? = nil, limit: Int
    ) throws -> [StoredPublication] {
        try rows(
            Query(
                """
                \(StoredPublication.select) INDEXED BY publications_to_read
                WHERE feed = ? AND next_try IS NOT NULL
                AND (next_try <= CASE WHEN attempts > 0 THEN CAST(? AS DOUBLE PRECISION) ELSE CAST(? AS DOUBLE PRECISION) END
                    OR waits_since > ?)
                ORDER BY attempts > 0, published NULLS FIRST, id LIMIT ?
                """, [feed, (retries ?? now).seconds, now.seconds, Wait.latestSet(at: now), limit]),
            StoredPublication.init)
    }

    /// The feeds that have any pending publication.
    package func feedsWithPending() throws -> Set<String> {
        Set(try rows(Query("SELECT DISTINCT feed FROM publications WHERE next_try IS NOT NULL")) { $0[0] as String })
    }

    /// When the next pending publication of a feed is to be tried.
    package func nextTry(feed: String, at now: Date) throws -> Date? {
        let earliest = Date(
            seconds: try value(
                Query("SELECT min(next_try) FROM publications WHERE feed = ? AND next_try IS NOT NULL", [feed])))
        guard let earliest, earliest > now else { return earliest }
        // Asked apart, each from an index alone.
        let latestSet = Date(
            seconds: try value(
                Query("SELECT max(waits_since) FROM publications WHERE feed = ? AND next_try IS NOT NULL", [feed])))
        return Wait.isOver(until: earliest, since: latestSet, at: now) ? now : earliest
    }

    /// Inserts it where its feed has none with that identity; returns it with its row, `nil` where there is one.
    package func add(_ publication: StoredPublication) throws -> StoredPublication? {
        var added = publication
        if let row = try numberOfNew(publication) {
            added.row = row
            try write(.publication, [row] + added.values)
            return added
        }
        added.row = try number(ofRowAddedBy: Query(StoredPublication.add, publication.values))
        return added.row == nil ? nil : added
    }

    /// Inserts or updates; returns it with its row.
    package func save(_ publication: StoredPublication) throws -> StoredPublication {
        var saved = publication
        if let row = publication.row, publication.formerIdentity != nil {
            try run(Query("UPDATE publications SET identity = ? WHERE id = ?", [publication.identity, row]))
            saved.formerIdentity = nil
        }
        if let row = try numberOfNew(publication) {
            saved.row = row
            try write(.publication, [row] + saved.values)
            return saved
        }
        if publication.row == nil {
            saved.row = try number(ofRowAddedBy: Query(StoredPublication.add, publication.values))
            if saved.row != nil { return saved }
        }
        saved.row = try value(Query(StoredPublication.save, publication.values))
        return saved
    }

    /// Everything known, newest first, of some feeds and one provider or of all.
    package func publications(ofFeeds feeds: [String]? = nil, provider: ProviderID? = nil) throws -> [StoredPublication]
    {
        var conditions = ["TRUE"]
        var arguments: [(any QueryValue)?] = []
        if let feeds {
            let (marks, names) = Query.list(feeds)
            conditions.append("feed IN (\(marks))")
            arguments += names as [(any QueryValue)?]
        }
        if let provider {
            conditions.append("provider_id = ?")
            arguments += [provider.text]
        }
        return try rows(
            Query(
                """
                \(StoredPublication.select) WHERE \(conditions.joined(separator: " AND "))
                ORDER BY published DESC NULLS LAST, id DESC
                """, arguments), StoredPublication.init)
    }

    package func publication(row: Int64) throws -> StoredPublication? {
        try self.row(Query(StoredPublication.select + " WHERE id = ?", [row]), StoredPublication.init)
    }

    /// Those with that address or that entry's id.
    package func publications(named name: String) throws -> [StoredPublication] {
        try rows(
            Query("\(StoredPublication.select) WHERE document_url = ? OR identity = ? ORDER BY id", [name, name]),
            StoredPublication.init)
    }

    /// What a feed has listed under one day of publication.
    package func publications(feed: String, published day: CalendarDate) throws -> [StoredPublication] {
        try rows(
            Query("\(StoredPublication.select) WHERE feed = ? AND published = ? ORDER BY id", [feed, day.iso]),
            StoredPublication.init)
    }

    /// What was not followed of a feed, in the order in which it became known.
    package func publicationsNotFollowed(feed: String) throws -> [StoredPublication] {
        try rows(
            Query("\(StoredPublication.select) WHERE feed = ? AND state = 'not-followed' ORDER BY id", [feed]),
            StoredPublication.init)
    }

    /// Everything known of a provider, newest first.
    package func publications(of provider: ProviderID) throws -> [StoredPublication] {
        try rows(
            Query(
                StoredPublication.select + " WHERE provider_id = ? ORDER BY published DESC NULLS LAST, id DESC",
                [provider.text]),
            StoredPublication.init)
    }

    /// How many publications of each feed are known, and of how many of them the document is still to be read: for the
    /// first time, or again because it could not be had or may be had another time.
    package func publicationCounts() throws -> [String: (known: Int, pending: Int)] {
        // Each from an index alone.
        let known = try counts("SELECT feed, count(*) AS count FROM publications GROUP BY feed")
        let pending = try counts(
            "SELECT feed, count(*) AS count FROM publications WHERE next_try IS NOT NULL GROUP BY feed")
        return Dictionary(uniqueKeysWithValues: known.map { ($0, (known: $1, pending: pending[$0] ?? 0)) })
    }

    /// How many pages of providers are still to be read, of each feed that has such.
    package func pageCounts() throws -> [String: Int] {
        try counts("SELECT feed, count(*) AS count FROM provider_pages WHERE next_try IS NOT NULL GROUP BY feed")
    }

    private func counts(_ sql: String) throws -> [String: Int] {
        try Dictionary(uniqueKeysWithValues: rows(Query(sql)) { ($0[0] as String, $0[1] as Int) })
    }

    /// Publications whose document was read, or would have been if its framework were known, first seen at that instant
    /// or later, at most `limit` of them from the one after
    /// `row` on.
    package func publicationsWithDocument(after row: Int64, since: Date?, limit: Int) throws -> [StoredPublication] {
        try rows(
            Query(
                """
                \(StoredPublication.select)
                WHERE id > ?1 AND coalesce(sha256, unread_sha256) IS NOT NULL AND (CAST(?2 AS DOUBLE PRECISION) IS NULL OR seen >= ?2)
                ORDER BY id LIMIT ?3
                """, [row, since?.seconds, limit]), StoredPublication.init)
    }

    /// How many `publicationsWithDocument` finds in all.
    package func countPublicationsWithDocument(since: Date?) throws -> Int {
        try count(
            Query(
                """
                SELECT count(*) FROM publications
                WHERE coalesce(sha256, unread_sha256) IS NOT NULL AND (CAST(?1 AS DOUBLE PRECISION) IS NULL OR seen >= ?1)
                """, [since?.seconds]))
    }

    /// True while a provider has publications of one of the feeds that were never tried.
    package func hasUntried(of provider: ProviderID, feeds: Set<String>) throws -> Bool {
        try rows(
            Query(
                """
                SELECT DISTINCT feed FROM publications
                WHERE provider_id = ? AND state = 'pending' AND attempts = 0 AND next_try IS NOT NULL
                """, [provider.text])
        ) { $0[0] as String }.contains(where: feeds.contains)
    }

    /// Providers with a publication that comparisons have waited for since `instant` or longer, or by a clock that has
    /// been set back since; they are named once.
    package func endWaits(since instant: Date, at now: Date) throws -> [(feed: String, provider: ProviderID)] {
        try rows(
            Query(
                """
                UPDATE publications SET is_wait_over = 1
                WHERE unresolved_since IS NOT NULL AND is_wait_over = 0
                    AND (unresolved_since <= ? OR unresolved_since > ?)
                RETURNING feed, provider_id
                """, [instant.seconds, Wait.latestSet(at: now)])
        ) { row in (row[1] as String?).map { (feed: row[0] as String, provider: ProviderID($0)) } }
    }

    /// Entries in doubt for one address, without the one at `row`.
    package func doubts(ofAddress address: String, except row: Int64) throws -> [StoredPublication] {
        try rows(
            Query(
                """
                \(StoredPublication.select) WHERE id <> ? AND state = 'doubtful' AND id IN (
                    SELECT publication FROM statements WHERE address = ?)
                ORDER BY id
                """, [row, address]), StoredPublication.init)
    }

    /// Rows of a table or page that are in doubt.
    package func rowsInDoubt(feed: String) throws -> [StoredPublication] {
        // The list is that of `publications_waiting`: no other publication is looked at.
        try rows(
            Query(
                """
                \(StoredPublication.select) WHERE state IN ('pending', 'doubtful') AND state = 'doubtful' AND feed = ?
                    AND basis = ? ORDER BY id
                """, [feed, Basis.table.rawValue]), StoredPublication.init)
    }

    /// True where `endWaits` would end one.
    package func hasEndedWaits(since instant: Date, at now: Date) throws -> Bool {
        try isTrue(
            Query(
                """
                SELECT EXISTS (SELECT 1 FROM publications
                    WHERE unresolved_since IS NOT NULL AND is_wait_over = 0
                        AND (unresolved_since <= ? OR unresolved_since > ?))
                """, [instant.seconds, Wait.latestSet(at: now)]))
    }
}
