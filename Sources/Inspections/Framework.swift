/// What the comparison must know of an inspection framework. How it is printed is the business of `Reports`.
package struct Framework: Hashable, Sendable {
    /// `ilacs`.
    package let id: String
    /// The words that readers know it by.
    package let name: String
    /// Frameworks of one line follow one another for the same remit: `childrens-services`.
    package let line: String
    package let scale: Scale
    /// In the order in which they are reported.
    package let areas: [Area]
    /// Id of an earlier framework -> ids of the areas that its grades compare in.
    package let comparableFrom: [String: Set<String>]

    package init(
        id: String, name: String, line: String, scale: Scale, areas: [Area], comparableFrom: [String: Set<String>]
    ) {
        self.id = id
        self.name = name
        self.line = line
        self.scale = scale
        self.areas = areas
        self.comparableFrom = comparableFrom
    }

    package func area(_ id: String) -> Area? { areas.first { $0.id == id } }
}
