import Text

/// One area's grade as one document states it, with what proves it.
package struct Judgement: Hashable, Codable, Sendable {
    /// Area id of the framework's data: `overall-effectiveness`.
    package let area: String
    /// Grade id of the framework's scale: `requires-improvement`, or `not-judged`.
    package let grade: String
    /// The grade's words as printed: `Requires improvement to be good`.
    package let printed: String
    /// Page from 1; `nil` where the document has no pages.
    package let page: Int?
    /// The printed words around it: label and grade, or the sentence.
    package let evidence: String

    package init(area: String, grade: String, printed: String, page: Int?, evidence: String) {
        self.area = area
        self.grade = grade
        self.printed = OutsideText.line(printed)
        self.page = page
        self.evidence = OutsideText.line(evidence)
    }
}
