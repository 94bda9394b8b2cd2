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

extension FeedCategory {
    /// `nil` without a term.
    init?(atom element: FeedElement) {
        guard let term = element.attribute("term")?.nonEmpty ?? element.text else { return nil }
        self.init(
            term: term, scheme: element.attribute("scheme")?.nonEmpty, label: element.attribute("label")?.nonEmpty)
    }

    /// `nil` without a term.
    init?(rss element: FeedElement) {
        guard let term = element.text else { return nil }
        self.init(term: term, scheme: element.attribute("domain")?.nonEmpty)
    }
}
