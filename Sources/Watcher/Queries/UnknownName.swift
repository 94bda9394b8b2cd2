/// A name that a user asked for and that nothing bears: wrong usage, not a question with an empty answer.
package struct UnknownName: Error, CustomStringConvertible {
    package let description: String

    init(_ description: String) { self.description = description }

    /// `what`: what should have borne it: `feed`; `known`: the names that there are.
    init(_ name: String, of what: String, known: [String]) {
        description = "there is no \(what) \"\(name)\"" + NearNames.question(name, among: known)
    }
}
