/// The words that readers know areas, grades and frameworks by.
package struct ReaderNames: Sendable {
    private let frameworks: FrameworkCatalogue

    package init(_ frameworks: FrameworkCatalogue) { self.frameworks = frameworks }

    /// Where no framework's data is at hand: ids with their dashes taken out.
    package static let ids = ReaderNames(FrameworkCatalogue([]))

    /// `overall effectiveness`; `framework`: the one whose word it is, `nil` or an unknown one for that of any.
    package func area(_ id: String, of framework: String?) -> String {
        if let name = framework.flatMap({ frameworks[$0] })?.area(id)?.name { return name }
        return frameworks.all.lazy.compactMap { $0.area(id)?.name }.first ?? ReaderNames.words(id)
    }

    /// `requires improvement`; `no grade` for `nil`.
    package func grade(_ id: String?, of framework: String?) -> String {
        guard let id else { return "no grade" }
        return framework.flatMap { frameworks[$0] }?.scale.names[id] ?? ReaderNames.words(id)
    }

    /// `inspection of local authority children's services`.
    package func framework(_ id: String) -> String { frameworks[id]?.name ?? ReaderNames.words(id) }

    /// False where the framework does not grade the area at all, or is not known.
    package func grades(_ area: String, in framework: String?) -> Bool {
        framework.flatMap { frameworks[$0] }?.area(area) != nil
    }

    /// `requires-improvement` as people write it.
    private static func words(_ id: String) -> String { id.replacing("-", with: " ") }
}
