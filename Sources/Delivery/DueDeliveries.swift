import History

/// What a receiver is to get now.
struct DueDeliveries: Sendable {
    /// In order of sequence.
    let alerts: [StoredAlert]
    /// Numbers of those that its log holds under another number.
    let logged: Set<Int>
    /// Made so far on the first of them.
    let attempts: Int
    /// Where the receiver's log stood when its last line was acknowledged; `nil` before the first.
    let head: StoredLogHead?
}
