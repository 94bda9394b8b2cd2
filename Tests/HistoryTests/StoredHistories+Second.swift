@testable import History

extension StoredHistories {
    /// What the second version adds: each of its statements, and a value in each of its columns.
    static let version2 = """
        \(version1)
        \(HistorySchema.second.joined(separator: ";\n"));
        INSERT INTO grdb_migrations (identifier) VALUES ('2');
        UPDATE publications SET waits_since = 1715999000.0 WHERE next_try IS NOT NULL;
        UPDATE provider_pages SET waits_since = 1715999000.0;
        UPDATE sites SET paused_until = 1716000000.0, paused_since = 1715999000.0;
        UPDATE deliveries SET waits_since = 1715846400.0 WHERE state = 'pending';
        INSERT INTO logged_alerts (receiver, sequence, id) VALUES ('log', 2, 'rw_lost');
        UPDATE receivers SET rest_until = 1716000000.0, rests_since = 1715999000.0;
        """
}
