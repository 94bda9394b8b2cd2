/// What names a provider for ever: `ofsted:80447`, or `name:some-town` for one that no registry knows.
package struct ProviderID: Hashable, Codable, Sendable, Comparable {
    package let text: String

    package init(_ text: String) { self.text = text }

    /// `ofsted:` and the unique reference number.
    package init(urn: String) { self.text = "ofsted:" + urn }

    /// A provider of its own for a name that no registry knows; `nil` where the name has no letter or digit.
    package init?(unregisteredName name: String) {
        let slug = ProviderID.slug(name)
        guard !slug.isEmpty else { return nil }
        self.text = "name:" + slug
    }

    /// False for a provider that is known by its name alone.
    package var isNumbered: Bool { !text.hasPrefix("name:") }

    package static func < (a: ProviderID, b: ProviderID) -> Bool { a.text < b.text }

    private static func slug(_ name: String) -> String {
        var slug = ""
        for character in name.lowercased() {
            if character.isLetter || character.isNumber {
                slug.append(character)
            } else if !slug.isEmpty, slug.last != "-", character != "'", character != "’" {
                slug.append("-")
            }
        }
        return slug.hasSuffix("-") ? String(slug.dropLast()) : slug
    }
}
