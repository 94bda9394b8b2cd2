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
