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
    ]
}
