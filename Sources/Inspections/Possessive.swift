/// Tells a name from its possessive: `Durham's`, `St Helens'`.
package enum Possessive {
    /// The characters that print one.
    static let apostrophes: Set<Character> = ["'", "’", "‘", "ʼ", "`", "´"]

    /// The name without the ending of a possessive, where it has one.
    package static func owner(_ name: String) -> String {
        var owner = name[...]
        if owner.last == "s" || owner.last == "S" { owner.removeLast() }
        if let last = owner.last, apostrophes.contains(last), owner.count > 1 {
            owner.removeLast()
            return String(owner)
        }
        guard let last = name.last, apostrophes.contains(last), name.count > 1 else { return name }
        return String(name.dropLast())
    }
}
