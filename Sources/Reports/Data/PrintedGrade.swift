/// One grade in all its printed forms.
struct PrintedGrade: Sendable {
    let id: String
    /// Word sequences, lower case.
    let forms: [[String]]
    /// The number that may follow the word: `Inadequate Grade 4`.
    let number: Int?
}
