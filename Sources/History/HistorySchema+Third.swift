extension HistorySchema {
    /// What the pages ask for all at once, kept as it changes.
    static let third = [
        """
        CREATE TABLE standing_tallies (
            region TEXT NOT NULL,
            framework TEXT NOT NULL,
            area TEXT NOT NULL,
            grade TEXT NOT NULL,
            providers BIGINT NOT NULL,
            PRIMARY KEY (region, framework, area, grade)
        )
        """,
        "CREATE INDEX providers_by_region ON providers (region, kind, name)",
    ]
}
