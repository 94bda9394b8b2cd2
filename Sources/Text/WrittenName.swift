/// Finds the name that is meant by one as people write it: in other letters' case, with blanks for hyphens, with "&"
/// for "and". A slip of the pen is none of these: of that `NearNames` tells what may be meant.
package enum WrittenName {
    /// The same name, else the only one that reads the same; `nil` where none does, or several do.
    package static func of(_ text: String, among names: some Sequence<String>) -> String? {
        let asked = read(text)
        var found: Set<String> = []
        for name in names {
            if name == text { return name }
            if read(name) == asked { found.insert(name) }
        }
        return found.count == 1 ? found.first : nil
    }

    private static func read(_ text: String) -> String {
        text.lowercased().replacing("&", with: "and").split { $0.isWhitespace || $0 == "-" || $0 == "_" }
            .joined(separator: "-")
    }
}
