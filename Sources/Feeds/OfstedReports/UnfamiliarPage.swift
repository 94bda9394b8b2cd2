/// A page that is not built as its kind of page is.
struct UnfamiliarPage: Error {
    /// What every such page has: `the name of a provider`.
    let lacks: String
}
