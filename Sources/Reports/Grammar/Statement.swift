/// One area's grade as one place of the document states it.
struct Statement: Sendable {
    enum Source: String, Sendable {
        case table = "the grade table"
        case layout = "the grade table by its layout"
        case body = "the body's heading"
        case sentence = "the sentence"
        case card = "the report card"
        case group = "the heading of its group"
        case block = "the page's rating"
    }

    let area: String
    let grade: String
    /// The grade's words as printed.
    let printed: String
    let page: Int
    /// The whole lines that state it.
    let evidence: String
    let source: Source
    /// False where the label was recognised though a word of it is lost or misspelt.
    let isExact: Bool
}

extension Statement {
    /// The same statement by another witness.
    func said(by source: Source) -> Statement {
        Statement(
            area: area, grade: grade, printed: printed, page: page, evidence: evidence, source: source, isExact: isExact
        )
    }
}
