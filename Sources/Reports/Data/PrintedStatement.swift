/// What an outcome paragraph says where a grade is a sentence.
struct PrintedStatement: Sendable {
    let grade: String
    /// Word sequences, one of which states the grade.
    let says: [[String]]
    /// Word sequences that go with this grade and no other: the time until the next inspection.
    let confirmedBy: [[String]]
}
