/// A node of a tree that `TreeBuilder` can build.
protocol TreeNode {
    /// What is known of an element when it begins: name and attributes.
    associatedtype Tag

    static func text(_ text: String) -> Self
    /// `isCut`: the document ended before the element did.
    static func element(tag: Tag, children: [Self], isCut: Bool) -> Self
}

extension HTMLNode: TreeNode {
    struct Tag {
        let name: String
        let attributes: [String: String]
    }

    static func element(tag: Tag, children: [HTMLNode], isCut: Bool) -> HTMLNode {
        .element(HTMLElement(name: tag.name, attributes: tag.attributes, children: children))
    }
}

extension XMLNode: TreeNode {
    struct Tag {
        let name: XMLName
        let attributes: [XMLAttribute]
    }

    static func element(tag: Tag, children: [XMLNode], isCut: Bool) -> XMLNode {
        .element(XMLElement(name: tag.name, attributes: tag.attributes, children: children, isCut: isCut))
    }
}
