package import Markup

/// Where the items of a page state grades themselves, and in which words.
package struct PageGrades: Sendable, Hashable {
    /// Framework id.
    package let framework: String
    package let areas: [PageArea]
    /// Printed grade, in lower case -> grade id.
    package let codes: [String: String]
    /// What is printed, in lower case, where there is no grade.
    package let missing: Set<String>
    /// What a provider's id begins with: `ofsted`.
    package var scheme: String
    /// `school`, or `unknown`.
    package var providerKind: String
    /// The day of publication.
    package var published: XPath?

    package init(
        framework: String, areas: [PageArea], codes: [String: String], missing: Set<String>, scheme: String = "ofsted",
        providerKind: String = "unknown"
    ) {
        self.framework = framework
        self.areas = areas
        self.codes = codes
        self.missing = missing
        self.scheme = scheme
        self.providerKind = providerKind
    }
}
