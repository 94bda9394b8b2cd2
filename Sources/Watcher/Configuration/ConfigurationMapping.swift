/// The known members of one mapping.
struct ConfigurationMapping {
    private let values: [String: ConfigurationNode]
    /// The mapping itself, for problems that concern it as a whole.
    let node: ConfigurationNode

    init(values: [String: ConfigurationNode], node: ConfigurationNode) {
        self.values = values
        self.node = node
    }

    /// `nil` where the key is absent.
    subscript(key: String) -> ConfigurationNode? { values[key] }

    /// Reports a problem where the key is absent.
    func required(_ key: String) -> ConfigurationNode? {
        if let value = values[key] { return value }
        node.problem("\"\(key)\" is missing")
        return nil
    }
}
