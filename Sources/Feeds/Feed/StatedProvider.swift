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

    private static func inText(_ text: String) -> (urn: String, name: String?)? {
        guard let mark = text.firstRange(of: "(URN ") else { return nil }
        let rest = text[mark.upperBound...]
        let digits = rest.prefix(while: \.isNumber)
        guard !digits.isEmpty, rest[digits.endIndex...].first == ")" else { return nil }
        let sentence = text[..<mark.lowerBound].split(separator: ". ").last ?? ""
        return (String(digits), sentence.trimmed.nonEmpty)
    }
}
