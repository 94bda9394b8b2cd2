extension HistorySchema {
    /// The statements of the second migration.
    static let second = [
        // What a feed is known by, beside its address; NULL for what version 1 has recorded.
        "ALTER TABLE feeds ADD COLUMN kind TEXT",
        "ALTER TABLE feeds ADD COLUMN map TEXT",
        // When it was last read at the address before this one.
        "ALTER TABLE feeds ADD COLUMN silent_before REAL",
    ]
}
