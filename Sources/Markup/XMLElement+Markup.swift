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
