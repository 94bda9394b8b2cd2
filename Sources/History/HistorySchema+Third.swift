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
        // Who has grades under a framework in a region, by name; where no region is known, in the empty one.
        """
        CREATE TABLE rated_frameworks (
            framework TEXT NOT NULL,
            region TEXT NOT NULL,
            name TEXT NOT NULL,
            provider TEXT NOT NULL,
            PRIMARY KEY (framework, region, name, provider)
        )
        """,
        "CREATE INDEX providers_by_region ON providers (region, kind, name)",
        // Whole, so that looking through all names reads nothing else.
        "CREATE INDEX providers_by_name_and_id ON providers (name COLLATE NOCASE, id)",
    ]
}
