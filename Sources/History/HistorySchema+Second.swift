extension HistorySchema {
    /// The statements of the second migration.
    static let second = [
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
