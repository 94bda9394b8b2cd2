/// What is read of each item of a document that lists publications or states inspections: data, from the configuration.
/// An expression is an XPath of a page, or a path of JSON.
package struct ItemMap<Expression: Hashable & Sendable>: Sendable, Hashable {
    /// The address of the item's document, or of what the publisher shows of it.
    package var link: Expression?
    package var title: Expression?
    /// The day of publication; of the inspection where items state grades.
    package var date: Expression?
    /// The provider's name.
    package var provider: Expression?
    package var providerID: Expression?
    package var region: Expression?
    package var type: Expression?
    /// In which forms dates are written.
    package var dates = DateForms()
    /// Nil where the items lead to documents that state the grades.
    package var grades: ItemGrades<Expression>?

    package init(link: Expression? = nil, title: Expression? = nil) {
        self.link = link
        self.title = title
    }

    /// What a document holds that is read by it.
    var content: SourceContent {
        grades.map { .inspections(StatedIDs(scheme: $0.scheme, providerKind: $0.providerKind)) } ?? .publications
    }

    /// All that is evaluated at an item.
    var expressions: [Expression] {
        [link, title, date, provider, providerID, region, type, grades?.published, grades?.number].compactMap(\.self)
            + (grades?.areas ?? []).map(\.grade)
    }
}

/// Where items state grades themselves, and in which words.
package struct ItemGrades<Expression: Hashable & Sendable>: Sendable, Hashable {
    /// Framework id.
    package let framework: String
    package let areas: [ItemArea<Expression>]
    /// Printed grade, in lower case -> grade id.
    package let codes: [String: String]
    /// What is printed, in lower case, where there is no grade.
    package let missing: Set<String>
    /// What a provider's id begins with: `ofsted`.
    package var scheme: String
    /// `school`, or `unknown`.
    package var providerKind: String
    /// The day of publication.
    package var published: Expression?
    /// The publisher's number of the inspection.
    package var number: Expression?

    package init(
        framework: String, areas: [ItemArea<Expression>], codes: [String: String], missing: Set<String>,
        scheme: String = "ofsted", providerKind: String = "unknown"
    ) {
        self.framework = framework
        self.areas = areas
        self.codes = codes
        self.missing = missing
        self.scheme = scheme
        self.providerKind = providerKind
    }
}

/// Where an item states the grade of one area.
package struct ItemArea<Expression: Hashable & Sendable>: Sendable, Hashable {
    /// Area id.
    package let id: String
    package let grade: Expression

    package init(id: String, grade: Expression) {
        self.id = id
        self.grade = grade
    }
}
