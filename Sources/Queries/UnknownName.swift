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
        description = UnknownName.description(name, of: what, known: known)
    }

    /// `there is no region "Nort West"; did you mean North West?`, with all names where none is near and they are few.
    package static func description(_ name: String, of what: String, known: [String]) -> String {
        let near = NearNames.question(name, among: known)
        let few = near.isEmpty && (1...12).contains(known.count) ? "; known are \(known.joined(separator: ", "))" : near
        return "there is no \(what) \"\(name)\"\(few)"
    }
}
