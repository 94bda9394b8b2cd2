/// One fact beside the grades, such as whether safeguarding is effective, in its printed forms.
struct PrintedFact: Sendable {
    let id: String
    /// Each value with the word sequences that state it.
    let values: [(value: String, says: [[String]])]
}
