package import Foundation
package import Inspections

extension HistoryTransaction {
    /// Name of no feed: under it wait the providers that version 1 has left.
    package static let takenOver = ""

    /// When version 1's record was taken over; `nil` where there was none.
    package func takenOverAt() throws -> Date? {
        try row(Query("SELECT max(at) FROM takeovers")) { Date(seconds: $0[0]) }
    }

    package func noteTakeover(at now: Date) throws {
        try run(Query("INSERT INTO takeovers (at) VALUES (?)", [now.seconds]))
    }

    /// True for a history that version 1 has begun, also while it is still to be taken over.
    package func isFromVersion1() throws -> Bool {
        try takenOverAt() != nil || countUnsettled(feed: HistoryTransaction.takenOver) > 0
    }

    /// An alert that version 1 raised on a publication.
    package struct EarlierAlert: Sendable {
        package let sequence: Int
        package let id: String
        package let kind: String
        package let subject: String
        package let publication: Int64
        package let body: String
    }

    /// What version 1 raised on a provider, and on publications that are its now, in order of sequence.
    package func earlierAlerts(on provider: ProviderID) throws -> [EarlierAlert] {
        try rows(
            Query(
                """
                SELECT sequence, id, kind, subject, publication, body FROM alerts
                WHERE publication IS NOT NULL
                    AND (subject = ? OR publication IN (SELECT id FROM publications WHERE provider_id = ?))
                ORDER BY sequence
                """, [provider.text, provider.text])
        ) {
            EarlierAlert(
                sequence: $0[0], id: $0[1], kind: $0[2], subject: $0[3], publication: $0[4], body: $0[5])
        }
    }

    /// Providers of whom version 1 kept alerts back.
    package func providersHeldByVersion1() throws -> Set<ProviderID> {
        Set(try rows(Query("SELECT DISTINCT provider FROM held_alerts")) { ProviderID($0[0]) })
    }

    /// Keeps the ids of alerts of version 1 that no longer hold until all of it is taken over.
    package func note(denied ids: [String]) throws {
        for id in ids { try run(Query("INSERT INTO denied_alerts (id) VALUES (?)", [id])) }
    }

    /// All that were noted, and how many providers were taken over; once.
    package func takeDenied() throws -> (ids: [String], providers: Int) {
        let ids = try rows(Query("SELECT id FROM denied_alerts ORDER BY position")) { $0[0] as String }
        try run(Query("DELETE FROM denied_alerts"))
        return (ids, try count(Query("SELECT count(*) FROM (SELECT DISTINCT provider FROM statements) AS known")))
    }

    /// Rows of publications whose alerts version 1 kept back: readers do not know them.
    package func heldByVersion1(of provider: ProviderID) throws -> Set<Int64> {
        struct Held: Decodable {
            let kind: String
        }
        let decoder = JSONDecoder()
        return Set(
            try rows(Query("SELECT publication, alert FROM held_alerts WHERE provider = ?", [provider.text])) { row in
                let held = try decoder.decode(Held.self, from: Data((row[1] as String).utf8))
                return held.kind == AlertKind.ratingCorrected.rawValue ? nil : row[0] as Int64
            })
    }

    /// A provider of version 1 is taken over. `isHeld`: alerts on it were kept back.
    package func endTakeover(of provider: ProviderID, isHeld: Bool) throws {
        try run(
            Query(
                "DELETE FROM unsettled WHERE provider = ? AND feed = ?", [provider.text, HistoryTransaction.takenOver]))
        if isHeld { try run(Query("DELETE FROM held_alerts WHERE provider = ?", [provider.text])) }
    }
}

extension HistorySchema {
    /// What version 1 had recorded becomes statements; a statement of that time has the number of its publication's
    /// row.
    static let takeover = [
        // As new as its day of publication: version 1 did not keep the instant.
        "UPDATE publications SET listed = CAST(strftime('%s', published) AS REAL) WHERE published IS NOT NULL",
        """
        INSERT INTO statements (id, publication, provider, framework, visit, inspection_start, inspection_end, published,
            listed, recorded, title, url, address, sha256, reader, basis, publisher, number, is_row, is_partial, trust,
            is_silent, facts)
        SELECT id, id, provider_id, framework, lower(coalesce(type, '')), inspection_start, inspection_end, published,
            listed, seen, coalesce(title, type, identity), coalesce(document_url, identity),
            CASE WHEN basis = 'table' THEN NULL
                WHEN instr(document_url, '://') = 0 THEN document_url
                ELSE substr(substr(document_url, instr(document_url, '://') + 3),
                    instr(substr(document_url, instr(document_url, '://') + 3), '/')) END,
            sha256, '', coalesce(basis, 'report'), feed, NULL, basis = 'table', 0, 'trusted', baseline,
            (SELECT json_extract(body, '$.data.facts') FROM alerts
                WHERE publication = publications.id AND kind = 'report-published' ORDER BY sequence DESC LIMIT 1)
        FROM publications
        WHERE provider_id IS NOT NULL AND sha256 IS NOT NULL
            AND (state = 'read' OR EXISTS (SELECT 1 FROM judgements WHERE publication = publications.id))
        """,
        """
        INSERT INTO statement_judgements (statement, position, area, grade, printed, page, evidence)
        SELECT judgements.publication, position, area, grade, coalesce(printed, ''), page, coalesce(evidence, '')
        FROM judgements JOIN statements ON statements.id = judgements.publication WHERE grade IS NOT NULL
        """,
        "UPDATE publications SET unresolved_since = seen WHERE state IN ('pending', 'doubtful') AND attempts > 0",
        // What is in doubt is read again: what it states was not kept.
        "UPDATE publications SET next_try = 0, unresolved_since = seen WHERE state = 'doubtful'",
        """
        INSERT INTO looks (publication, at, state, reason, sha256, provider, published, framework, inspection_start,
            inspection_end, unresolved_since)
        SELECT id, seen, state, reason, sha256, provider_id, published, framework, inspection_start, inspection_end,
            unresolved_since FROM publications WHERE state <> 'read'
        """,
        """
        INSERT INTO unsettled (provider, feed, is_held) SELECT DISTINCT provider, '', 0 FROM statements ORDER BY provider
        """,
        "INSERT INTO unsettled (provider, feed, is_held) SELECT DISTINCT provider, feed, 1 FROM held_alerts",
        """
        INSERT INTO looks (publication, at, state)
        SELECT publication, CAST(strftime('%s', coalesce(missing_on, checked_on)) AS REAL), 'withdrawn'
        FROM document_checks WHERE is_withdrawn = 1
        """,
        // What a page stated and was not recorded yet is read again.
        "UPDATE provider_pages SET body_hash = NULL, etag = NULL, last_modified = NULL, next_try = 0 WHERE ratings IS NOT NULL",
    ]

    /// What version 1 kept that is kept otherwise now.
    static let removals = [
        "DROP TABLE judgements",
        "DROP INDEX provider_pages_with_ratings",
        "ALTER TABLE provider_pages DROP COLUMN ratings",
        "ALTER TABLE publications DROP COLUMN late",
    ]
}
