/// An element of an XML document with everything inside it.
package struct XMLElement: Sendable, Hashable {
    package let name: XMLName
    package let attributes: [XMLAttribute]
    package let children: [XMLNode]
    /// True where the document ended before the element did: what it says may be half of what was meant.
    package let isCut: Bool

    package init(name: XMLName, attributes: [XMLAttribute] = [], children: [XMLNode] = [], isCut: Bool = false) {
        self.name = name
        self.attributes = attributes
        self.children = children
        self.isCut = isCut
    }

    /// Child elements, in order.
    package var elements: [XMLElement] {
        children.compactMap { if case .element(let element) = $0 { element } else { nil } }
    }

    /// All text inside it, as it stands.
    package var text: String {
        if children.count == 1, case .text(let only) = children[0] { return only }
        return children.reduce(into: "") { text, child in
            switch child {
            case .text(let part): text += part
            case .element(let element): text += element.text
            }
        }
    }

    /// The value of an attribute that has no namespace.
    package func attribute(_ local: String) -> String? { attribute(XMLName(local: local)) }

    package func attribute(_ name: XMLName) -> String? { attributes.first { $0.name == name }?.value }
}
