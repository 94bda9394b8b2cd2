package import Markup

/// Where an item states the grade of one area.
package struct PageArea: Sendable, Hashable {
    /// Area id.
    package let id: String
    package let grade: XPath

    package init(id: String, grade: XPath) {
        self.id = id
        self.grade = grade
    }
}
