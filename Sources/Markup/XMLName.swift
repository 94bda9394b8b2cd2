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
