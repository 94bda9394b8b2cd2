/// An element of an HTML document with everything inside it.
package struct HTMLElement: Sendable, Hashable {
    /// Lower case: `div`.
    package let name: String
    /// By lower-case name; an attribute without a value is empty.
    package let attributes: [String: String]
    package let children: [HTMLNode]

    package init(name: String, attributes: [String: String] = [:], children: [HTMLNode] = []) {
        self.name = name
        self.attributes = attributes
        self.children = children
    }

    /// Child elements, in order.
    package var elements: [HTMLElement] {
        children.compactMap { if case .element(let element) = $0 { element } else { nil } }
    }

    /// The first element inside this one, in document order, that fits.
    package func first(where fits: (HTMLElement) -> Bool) -> HTMLElement? {
        for element in elements {
            if fits(element) { return element }
            if let found = element.first(where: fits) { return found }
        }
        return nil
    }

    /// All elements inside this one, in document order, that fit.
    package func all(where fits: (HTMLElement) -> Bool) -> [HTMLElement] {
        var found: [HTMLElement] = []
        collect(where: fits, into: &found)
        return found
    }

    /// Whether `class` lists this word.
    package func hasClass(_ word: String) -> Bool {
        attributes["class"]?.split(whereSeparator: \.isWhitespace).contains { $0 == word } ?? false
    }

    private func collect(where fits: (HTMLElement) -> Bool, into found: inout [HTMLElement]) {
        for element in elements {
            if fits(element) { found.append(element) }
            element.collect(where: fits, into: &found)
        }
    }
}
