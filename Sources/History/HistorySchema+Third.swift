extension HistorySchema {
    static let third = changes + ["log_heads", "log_removals"].flatMap(byPath)

    /// What the pages ask for all at once, kept as it changes.
    private static let changes = [
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
        // Whole, so that the names of a region are told without reading its providers' rows.
        "CREATE INDEX providers_by_region ON providers (region, kind, name, id)",
        // Whole, so that looking through all names reads nothing else.
        "CREATE INDEX providers_by_name_and_id ON providers (name COLLATE NOCASE, id)",
        "DROP INDEX providers_by_name",
        // With the feed, so that when a provider was last looked at is told without reading its publications.
        "DROP INDEX publications_by_provider",
        "CREATE INDEX publications_by_provider ON publications (provider_id, feed)",
        // What was stated under one framework is read without all that was stated under others.
        "CREATE INDEX statements_by_framework ON statements (framework)",
        // Of the line that a hash chain has for the alert.
        "ALTER TABLE deliveries ADD COLUMN hash TEXT",
        "ALTER TABLE route_decisions ADD COLUMN silenced INTEGER NOT NULL DEFAULT 0",
        // Until now the words alone told.
        "UPDATE route_decisions SET silenced = 1 WHERE took = 0 AND reason LIKE 'silenced by %'",
        // What a feed says of who goes on for whom, of too many at once to be believed.
        """
        CREATE TABLE held_endings (
            feed TEXT NOT NULL,
            predecessor TEXT NOT NULL,
            provider TEXT NOT NULL,
            PRIMARY KEY (feed, predecessor, provider)
        )
        """,
        // The grades that readers know of a provider whose news is kept back.
        "CREATE TABLE held_grades (provider TEXT PRIMARY KEY, grades TEXT NOT NULL)",
        // What each feed was last configured as.
        """
        CREATE TABLE sources (
            feed TEXT PRIMARY KEY,
            publisher TEXT NOT NULL,
            authority TEXT NOT NULL,
            place BIGINT,
            providers TEXT,
            hosts TEXT
        )
        """,
        // What was known of each feed at an address that its name has no more, as `feeds` has it.
        """
        CREATE TABLE former_addresses (
            name TEXT NOT NULL,
            url TEXT NOT NULL,
            moved_to TEXT,
            validators_url TEXT,
            etag TEXT,
            last_modified TEXT,
            body_hash TEXT,
            baseline_at REAL,
            last_attempt REAL,
            last_success REAL,
            next_due REAL,
            every_seconds REAL,
            asked_until REAL,
            hinted_interval REAL,
            skip_hours TEXT NOT NULL,
            skip_days TEXT NOT NULL,
            newest_seen REAL,
            quiet INTEGER NOT NULL,
            listed INTEGER,
            shrunk INTEGER NOT NULL,
            failures INTEGER NOT NULL,
            last_error TEXT,
            ended INTEGER NOT NULL,
            kind TEXT,
            map TEXT,
            silent_before REAL,
            PRIMARY KEY (name, url)
        )
        """,
        // Of whom something counts otherwise than it did, since the configuration says so.
        "ALTER TABLE unsettled ADD COLUMN is_reconfigured INTEGER NOT NULL DEFAULT 0",
        // Areas whose column was missing from a table.
        "ALTER TABLE statements ADD COLUMN unsaid TEXT",
        // The day yet to come that alone speaks against what is in doubt.
        "ALTER TABLE statements ADD COLUMN awaited TEXT",
        "CREATE INDEX statements_awaited ON statements (awaited) WHERE awaited IS NOT NULL",
        // Those of whom an operator has decided anything are few.
        "CREATE INDEX statements_decided ON statements (provider) WHERE ruling IS NOT NULL",
        // Nearly all publications are read: those that are not are found without a look at each.
        "CREATE INDEX publications_waiting ON publications (provider_id) WHERE state IN ('pending', 'doubtful')",
        // 1 once the grades that stand of the provider, as readers know them, are those of its predecessor too.
        "ALTER TABLE predecessors ADD COLUMN is_told INTEGER NOT NULL DEFAULT 0",
        "UPDATE predecessors SET is_told = 1 WHERE provider NOT IN (SELECT provider FROM unsettled)",
        // Whether a rule held before follows from the grades that readers know.
        "DROP TABLE portfolio_states",
    ]

    /// What is known of a log is known of one file; of which, an older version does not say.
    private static func byPath(_ table: String) -> [String] {
        [
            "ALTER TABLE \(table) RENAME TO former_\(table)",
            """
            CREATE TABLE \(table) (
                receiver TEXT NOT NULL,
                path TEXT NOT NULL,
                sequence BIGINT NOT NULL,
                hash TEXT NOT NULL,
                PRIMARY KEY (receiver, path)
            )
            """,
            """
            INSERT INTO \(table) (receiver, path, sequence, hash)
                SELECT receiver, '', sequence, hash FROM former_\(table)
            """,
            "DROP TABLE former_\(table)",
        ]
    }
}
