import Inspections

/// One area in all its printed forms.
struct PrintedArea: Sendable {
    let id: String
    /// True where a report may well leave it out: a school without a sixth form.
    let isOptional: Bool
    /// First day of inspections that judge it, where it was not judged from the start.
    let from: CalendarDate?
    /// Last day of inspections that judge it.
    let until: CalendarDate?
    /// The grades that it can have: safeguarding standards are met or not met, and nothing else is.
    let grades: Set<String>
    /// The heading of the section in which its label stands, as words; empty where the label says all.
    let under: [String]
    /// Labels of a table's row and of a body's heading, as word sequences.
    let labels: [[String]]
    /// Statements that take whole lines and name the grade.
    let sentences: [Pattern]
    /// Names that running prose gives the area, as word sequences.
    let phrases: [[String]]
    /// What an outcome paragraph says for each grade, where grades are sentences.
    let statements: [PrintedStatement]
}

extension PrintedArea {
    func canBe(_ grade: String) -> Bool { grades.contains(grade) }
}
