/// Finds the name that is meant by one as people write it: in other letters' case, with blanks for hyphens, with "&"
/// for "and". A slip of the pen is none of these: of that `NearNames` tells what may be meant.
package enum WrittenName {
    /// The same name, else the only one that reads the same; `nil` where none does, or several do.
    package static func of(_ text: String, among names: some Collection<String>) -> String? {
        // Most are written as they are known, and to read all otherwise takes far longer.
        if names.contains(text) { return text }
        let asked = read(text)
        let found = Set(names.filter { read($0) == asked })
        return found.count == 1 ? found.first : nil
    }

    private static func read(_ text: String) -> String {
        text.lowercased().replacing("&", with: "and").split { $0.isWhitespace || $0 == "-" || $0 == "_" }
            .joined(separator: "-")
    }
}
