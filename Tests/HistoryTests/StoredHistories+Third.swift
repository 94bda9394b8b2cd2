import TestSupport

@testable import History

extension StoredHistories {
    /// What the third version adds.
    static let version3 = """
        \(version2)
        ;
        \(HistorySchema.third.joined(separator: ";\n"));
        INSERT INTO grdb_migrations (identifier) VALUES ('3');
        INSERT INTO standing_tallies (region, framework, area, grade, providers)
            SELECT coalesce(region, ''), 'ilacs', 'overall-effectiveness', 'good', 1 FROM providers WHERE id = 'ofsted:80430';
        """
}
