import Text

/// The provider that an entry names: by a category, or by `Kent (URN 80476).` in its summary.
struct StatedProvider {
    var urn: String?
    var name: String?

    init(urn: String? = nil, name: String? = nil, categories: [FeedCategory], summary: String?, title: String?) {
        let category = categories.first { $0.urn != nil }
        let inSummary = summary.flatMap(StatedProvider.inText)
        self.urn = urn ?? category?.urn ?? inSummary?.urn
        guard let known = self.urn else { return }
        self.name = name ?? category?.label
        if self.name == nil, inSummary?.urn == known { self.name = inSummary?.name }
        // `Kent: children's services inspection`; a colon proves nothing without a number.
        if self.name == nil, let title, let colon = title.firstIndex(of: ":") {
            self.name = title[..<colon].trimmed.nonEmpty
        }
    }

    private static func inText(_ markup: String) -> (urn: String, name: String?)? {
        guard markup.holds("(URN ") else { return nil }
        let text = FeedText.visible(markup)
        guard let mark = text.firstRange(of: "(URN ") else { return nil }
        let digits = text[mark.upperBound...].prefix(while: \.isNumber)
        guard !digits.isEmpty, text[digits.endIndex...].first == ")" else { return nil }
        let name = text[..<mark.lowerBound].trimmed
        return (String(digits), name.count <= longestName ? name.nonEmpty : nil)
    }

    /// Characters; what is longer is a sentence, no name.
    private static let longestName = 80
}

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
