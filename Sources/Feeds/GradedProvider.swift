/// Whom a document lists, with the areas of which it states a grade in force that could be read; of none where it states none.
package struct GradedProvider: Hashable, Sendable {
    /// The publisher's id, without scheme.
    package let id: String?
    package let name: String?
    /// Area ids.
    package let areas: Set<String>

    package init(id: String?, name: String?, areas: Set<String>) {
        self.id = id
        self.name = name
        self.areas = areas
    }
}
