extension HistorySchema {
    /// What the second version of the tables adds to the first, in order.
    static let second = [
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
            sequence INTEGER NOT NULL,
            id TEXT,
            PRIMARY KEY (receiver, sequence)
        ) STRICT, WITHOUT ROWID
        """,
        "CREATE INDEX logged_alerts_by_sequence ON logged_alerts (sequence)",
        "CREATE INDEX logged_alerts_by_id ON logged_alerts (receiver, id)",
        // What a feed is known by, beside its address; NULL for what version 1 has recorded.
        "ALTER TABLE feeds ADD COLUMN kind TEXT",
        "ALTER TABLE feeds ADD COLUMN map TEXT",
        // When it was last read at the address before this one.
        "ALTER TABLE feeds ADD COLUMN silent_before REAL",
        // Who named a provider: 0 a document, 1 a listing, 2 the registry. Version 1 took a kind from the latter two alone.
        "ALTER TABLE providers ADD COLUMN named_by INTEGER NOT NULL DEFAULT 0",
        "UPDATE providers SET named_by = 1 WHERE kind <> 'unknown'",
    ]
}
