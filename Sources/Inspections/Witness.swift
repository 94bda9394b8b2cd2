/// One place of a document that states the grade of an area which another place states otherwise.
package struct Witness: Hashable, Codable, Sendable {
    package let area: String
    /// Grade id.
    package let grade: String
    /// The grade's words as printed.
    package let printed: String
    /// Page from 1; `nil` where the document has no pages.
    package let page: Int?
    /// Which place it is: `the grade table`.
    package let source: String

    package init(area: String, grade: String, printed: String, page: Int?, source: String) {
        self.area = area
        self.grade = grade
        self.printed = printed
        self.page = page
        self.source = source
    }
}
