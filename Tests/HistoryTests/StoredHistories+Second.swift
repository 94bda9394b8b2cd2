import TestSupport

@testable import History

extension StoredHistories {
    /// What the second version adds: each of its statements, and a value in each of its columns.
    static let version2 = """
        \(version1)
        \((HistorySchema.second + HistorySchema.takeover + HistorySchema.removals).joined(separator: ";\n"));
        INSERT INTO grdb_migrations (identifier) VALUES ('2');
        UPDATE publications SET waits_since = 1715999000.0 WHERE next_try IS NOT NULL;
        UPDATE publications SET listed = 1736500000.0, unresolved_since = 1715846400.0, is_wait_over = 1 WHERE id = 3;
        UPDATE provider_pages SET waits_since = 1715999000.0;
        UPDATE sites SET paused_until = 1716000000.0, paused_since = 1715999000.0;
        UPDATE deliveries SET waits_since = 1715846400.0 WHERE state = 'pending';
        UPDATE brakes SET reminded = 1716000000.0;
        INSERT INTO logged_alerts (receiver, sequence, id) VALUES ('log', 2, 'rw_lost');
        UPDATE receivers SET rest_until = 1716000000.0, rests_since = 1715999000.0;
        INSERT INTO statements (id, publication, provider, framework, visit, inspection_start, inspection_end, published,
            listed, recorded, title, url, address, sha256, reader, basis, publisher, number, is_row, is_partial, trust,
            ruling, ruled_by, ruled_why, is_silent, facts)
            VALUES (5, 3, 'ofsted:80430', 'ilacs', 'inspection', '2024-11-04', '2024-11-08', '2025-01-10', 1736500000.0,
                1736600000.0, 'Children''s services inspection', 'https://example.org/3', '/3', 'dd', '2', 'report',
                'publisher:a', '10001', 0, 0, 'trusted', 'accept', 'desk', 'the publisher confirms it', 0,
                '{"outcome":"met"}');
        INSERT INTO statement_judgements (statement, position, area, grade, printed, page, evidence)
            VALUES (5, 0, 'overall-effectiveness', 'good', 'Good', 1, 'Overall effectiveness Good');
        INSERT INTO looks (publication, at, state, reason, sha256) VALUES (3, 1736600000.0, 'doubtful', 'why', 'dd');
        INSERT INTO told (provider, statement, told)
            VALUES ('ofsted:80430', 5, '{"sha256":"dd","framework":"ilacs","start":"2024-11-04","published":"2025-01-10","reader":"2","areas":[["overall-effectiveness","good",null,"first","rw_3"]]}');
        INSERT INTO standing_grades (provider, grades)
            VALUES ('ofsted:80430',
                '[["ilacs","2024-11-04","2024-11-04","2024-11-08","https://example.org/3","overall-effectiveness","good"]]');
        INSERT INTO unsettled (provider, feed, is_held) VALUES ('ofsted:80430', 'site', 1);
        INSERT INTO portfolio_states (portfolio, rule, holds)
            VALUES ('south-east', 'overall-effectiveness|good|2|365', 1);
        """
}
