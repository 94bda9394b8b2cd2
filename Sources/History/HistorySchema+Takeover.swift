extension HistorySchema {
    /// What version 1 had recorded becomes statements; a statement of that time has the number of its publication's row.
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
        "DROP TABLE judgements",
        // What a page stated and was not recorded yet is read again.
        "UPDATE provider_pages SET body_hash = NULL, etag = NULL, last_modified = NULL, next_try = 0 WHERE ratings IS NOT NULL",
        "DROP INDEX provider_pages_with_ratings",
        "ALTER TABLE provider_pages DROP COLUMN ratings",
        "ALTER TABLE publications DROP COLUMN late",
    ]
}
