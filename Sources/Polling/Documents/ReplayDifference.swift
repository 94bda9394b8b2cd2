import History

/// One thing that would be recorded of a document in another way today.
struct ReplayDifference: Sendable {
    let publication: StoredPublication
    /// `state`, `provider`, `framework`, `inspection`, or the id of an area.
    let what: String
    /// Empty where there is nothing.
    let stored: String
    let now: String
}
