import Text

/// A category of an entry as the feed states it.
struct FeedCategory {
    let term: String
    /// Atom's scheme, RSS's domain.
    var scheme: String?
    /// The term for people.
    var label: String?

    /// The provider's number, where this category names the provider.
    var urn: String? {
        guard !term.isEmpty, term.utf8.allSatisfy({ (0x30...0x39).contains($0) }),
            scheme?.lowercased().hasSuffix("urn") == true
        else {
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

    /// `nil` without a term.
    init?(media element: FeedElement) {
        guard let term = element.text ?? element.attribute("label")?.nonEmpty else { return nil }
        self.init(
            term: term, scheme: element.attribute("scheme")?.nonEmpty, label: element.attribute("label")?.nonEmpty)
    }

    /// Terms between commas.
    static func list(_ element: FeedElement) -> [FeedCategory] {
        let terms = element.text?.split(separator: ",").compactMap(\.trimmed.nonEmpty) ?? []
        return terms.map { FeedCategory(term: $0) }
    }

    /// Categories of podcasts are attributes, and hold those that are narrower.
    static func podcast(_ element: FeedElement) -> [FeedCategory] {
        let own = element.attribute("text")?.nonEmpty ?? element.text
        let narrower = element.children.filter { $0.namespace == element.namespace && $0.name == element.name }
        return [own].compactMap(\.self).map { FeedCategory(term: $0) } + narrower.flatMap(podcast)
    }
}
