/// What a line can be in a table of grades.
enum LineRole: Sendable {
    /// A page number, a footnote mark, a rule.
    case mark
    /// A grade in a cell of its own, or a part of one that is wrapped.
    case grade([String])
    /// A part of a label, and the grade or its part that stands beside it.
    case label([String], grade: [String])
    /// Prose: it ends the table.
    case other
}
