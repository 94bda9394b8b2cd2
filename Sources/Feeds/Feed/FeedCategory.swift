/// A category of an entry as the feed states it.
struct FeedCategory {
    let term: String
    /// Atom's scheme, RSS's domain.
    var scheme: String?
    /// The term for people.
    var label: String?

    /// The provider's number, where this category names the provider.
    var urn: String? {
        guard scheme?.lowercased().hasSuffix("urn") == true, !term.isEmpty, term.allSatisfy(\.isNumber) else {
            return nil
        }
        return term
    }
}
