/// The known members of one mapping.
package struct YAMLMapping {
    private let values: [String: YAMLNode]
    /// The mapping itself, for problems that concern it as a whole.
    package let node: YAMLNode

    package init(values: [String: YAMLNode], node: YAMLNode) {
        self.values = values
        self.node = node
    }

    /// `nil` where the key is absent.
    package subscript(key: String) -> YAMLNode? { values[key] }

    /// Reports a problem where the key is absent.
    package func required(_ key: String) -> YAMLNode? {
        if let value = values[key] { return value }
        node.problem("\"\(key)\" is missing")
        return nil
    }
}
