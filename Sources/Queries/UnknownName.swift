import Text

/// A name that a user asked for and that nothing bears.
package struct UnknownName: Error, CustomStringConvertible {
    package let description: String
    /// True for a name out of the configuration, which the user can know, or one that more than one bears: wrong usage. A provider or an alert may be one that
    /// nobody has seen yet: a question without an answer.
    package let isWrongUsage: Bool

    package init(_ description: String, isWrongUsage: Bool = false) {
        self.description = description
        self.isWrongUsage = isWrongUsage
    }

    /// `what`: what should have borne it: `feed`; `known`: the names that there are.
    package init(_ name: String, of what: String, known: [String]) {
        isWrongUsage = true
        description = "there is no \(what) \"\(name)\"" + NearNames.question(name, among: known)
    }
}
