extension HistorySchema {
    /// Facts are stored, conclusions derived. In SQL that two engines understand: no STRICT, no WITHOUT ROWID.
    static let second = [
        """
        CREATE TABLE statements (
            id INTEGER PRIMARY KEY,
            publication BIGINT NOT NULL REFERENCES publications (id),
            provider TEXT NOT NULL,
            framework TEXT,
            visit TEXT NOT NULL,
            inspection_start TEXT,
            inspection_end TEXT,
            published TEXT,
            listed DOUBLE PRECISION,
            recorded DOUBLE PRECISION NOT NULL,
            title TEXT NOT NULL,
            url TEXT NOT NULL,
            address TEXT,
            sha256 TEXT NOT NULL,
            reader TEXT NOT NULL,
            basis TEXT NOT NULL,
            publisher TEXT NOT NULL,
            number TEXT,
            is_row INTEGER NOT NULL,
            is_partial INTEGER NOT NULL,
            trust TEXT NOT NULL,
            ruling TEXT,
            ruled_by TEXT,
            ruled_why TEXT,
            is_silent INTEGER NOT NULL,
            facts TEXT
        )
        """,
        "CREATE INDEX statements_by_provider ON statements (provider)",
        "CREATE INDEX statements_by_publication ON statements (publication)",
        "CREATE INDEX statements_by_address ON statements (address) WHERE address IS NOT NULL",
        "CREATE INDEX statements_by_bytes ON statements (sha256) WHERE is_row = 0",
        """
        CREATE TABLE statement_judgements (
            statement BIGINT NOT NULL REFERENCES statements (id),
            position INTEGER NOT NULL,
            area TEXT NOT NULL,
            grade TEXT NOT NULL,
            printed TEXT NOT NULL,
            page INTEGER,
            evidence TEXT NOT NULL,
            PRIMARY KEY (statement, position)
        )
        """,
        """
        CREATE TABLE statement_witnesses (
            statement BIGINT NOT NULL REFERENCES statements (id),
            position INTEGER NOT NULL,
            area TEXT NOT NULL,
            grade TEXT,
            printed TEXT NOT NULL,
            page INTEGER,
            source TEXT NOT NULL,
            evidence TEXT NOT NULL,
            PRIMARY KEY (statement, position)
        )
        """,
        """
        CREATE TABLE looks (
            id INTEGER PRIMARY KEY,
            publication BIGINT NOT NULL REFERENCES publications (id),
            at DOUBLE PRECISION NOT NULL,
            state TEXT NOT NULL,
            reason TEXT,
            sha256 TEXT,
            provider TEXT,
            published TEXT,
            framework TEXT,
            inspection_start TEXT,
            inspection_end TEXT,
            unresolved_since DOUBLE PRECISION
        )
        """,
        "CREATE INDEX looks_by_publication ON looks (publication)",
        "CREATE INDEX looks_by_provider ON looks (provider)",
        "CREATE INDEX looks_at_withdrawn ON looks (id) WHERE state IN ('withdrawn', 'restored')",
        """
        CREATE TABLE told (
            provider TEXT NOT NULL,
            statement BIGINT NOT NULL,
            told TEXT NOT NULL,
            PRIMARY KEY (provider, statement)
        )
        """,
        "CREATE TABLE standing_grades (provider TEXT PRIMARY KEY, grades TEXT NOT NULL)",
        """
        CREATE TABLE unsettled (
            position INTEGER PRIMARY KEY,
            provider TEXT NOT NULL,
            feed TEXT NOT NULL,
            is_held INTEGER NOT NULL,
            UNIQUE (provider, feed)
        )
        """,
        "CREATE INDEX unsettled_by_feed ON unsettled (feed, position)",
        "CREATE TABLE portfolio_states (portfolio TEXT PRIMARY KEY, rule TEXT NOT NULL, holds INTEGER NOT NULL)",
        "CREATE TABLE takeovers (at DOUBLE PRECISION NOT NULL)",
        // While version 1's record is taken over, a part at a time: its alerts that no longer hold.
        "CREATE TABLE denied_alerts (position INTEGER PRIMARY KEY, id TEXT NOT NULL)",
        "CREATE INDEX publications_by_publication ON publications (feed, published)",
        "ALTER TABLE publications ADD COLUMN listed REAL",
        "ALTER TABLE publications ADD COLUMN unresolved_since REAL",
        "ALTER TABLE publications ADD COLUMN is_wait_over INTEGER NOT NULL DEFAULT 0",
        """
        CREATE INDEX publications_unresolved ON publications (unresolved_since)
            WHERE unresolved_since IS NOT NULL AND is_wait_over = 0
        """,
        "ALTER TABLE brakes ADD COLUMN reminded REAL",
        // When each wait was set; NULL in what the first version has left, which counts as set in the past.
        "ALTER TABLE publications ADD COLUMN waits_since REAL",
        "CREATE INDEX publications_by_wait ON publications (feed, waits_since) WHERE next_try IS NOT NULL",
        "ALTER TABLE provider_pages ADD COLUMN waits_since REAL",
        "ALTER TABLE sites ADD COLUMN paused_since REAL",
        "ALTER TABLE deliveries ADD COLUMN waits_since REAL",
        "ALTER TABLE receivers ADD COLUMN rests_since REAL",
        // Lines of logs that the history does not account for: it was restored from an older backup.
        """
        CREATE TABLE logged_alerts (
            receiver TEXT NOT NULL,
            sequence BIGINT NOT NULL,
            id TEXT,
            PRIMARY KEY (receiver, sequence)
        )
        """,
        "CREATE INDEX logged_alerts_by_sequence ON logged_alerts (sequence)",
        "CREATE INDEX logged_alerts_by_id ON logged_alerts (receiver, id)",
        // What a feed has stated and states no longer: told once, until it states it again.
        """
        CREATE TABLE lost_ratings (
            feed TEXT NOT NULL,
            provider TEXT NOT NULL,
            areas TEXT NOT NULL,
            since DOUBLE PRECISION NOT NULL,
            PRIMARY KEY (feed, provider)
        )
        """,
        // What a feed is known by, beside its address; NULL for what version 1 has recorded.
        "ALTER TABLE feeds ADD COLUMN kind TEXT",
        "ALTER TABLE feeds ADD COLUMN map TEXT",
        // When it was last read at the address before this one.
        "ALTER TABLE feeds ADD COLUMN silent_before REAL",
        // Who named a provider: 0 a document, 1 a listing, 2 the registry. Version 1 took a kind from the latter two
        // alone.
        "ALTER TABLE providers ADD COLUMN named_by INTEGER NOT NULL DEFAULT 0",
        "UPDATE providers SET named_by = 1 WHERE kind <> 'unknown'",
    ]
}
