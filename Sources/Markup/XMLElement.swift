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

/// An attribute of an XML element; one without a prefix has no namespace.
package struct XMLAttribute: Sendable, Hashable {
    package let name: XMLName
    package let value: String

    package init(name: XMLName, value: String) {
        self.name = name
        self.value = value
    }
}

/// A name with its namespace.
package struct XMLName: Sendable, Hashable {
    /// Empty for none; an undeclared prefix stands for itself.
    package let namespace: String
    package let local: String

    package init(namespace: String = "", local: String) {
        self.namespace = namespace
        self.local = local
    }
}

/// What stands inside an XML element; comments and processing instructions are dropped, CDATA is text.
package enum XMLNode: Sendable, Hashable {
    case text(String)
    case element(XMLElement)
}

extension XMLElement {
    /// What stands inside it, written as markup without prefixes.
    package var innerMarkup: String {
        var out = ""
        for child in children { XMLElement.write(child, to: &out) }
        return out
    }

    private static func write(_ node: XMLNode, to out: inout String) {
        switch node {
        case .text(let text): out += escaped(text)
        case .element(let element):
            out += "<" + element.name.local
            for attribute in element.attributes where attribute.name.namespace.isEmpty {
                out += " \(attribute.name.local)=\"\(escaped(attribute.value))\""
            }
            if element.children.isEmpty, void.contains(element.name.local) {
                out += " />"
            } else {
                out += ">"
                for child in element.children { write(child, to: &out) }
                out += "</" + element.name.local + ">"
            }
        }
    }

    /// Elements that HTML never closes with a tag of their own.
    private static let void: Set<String> = [
        "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr",
    ]

    private static func escaped(_ text: String) -> String {
        var out = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": out += "&amp;"
            case "<": out += "&lt;"
            case ">": out += "&gt;"
            case "\"": out += "&quot;"
            default: out.unicodeScalars.append(scalar)
            }
        }
        return out
    }
}
