import Inspections
import Markup
import YAML

/// Reads the members of a mapping that say what is read of each item, by whatever expressions.
struct ItemConfiguration<Expression: Hashable & Sendable> {
    static var ofGrades: [String] {
        ["framework", "areas", "codes", "missing", "published", "scheme", "provider_kind", "region", "number"]
    }

    static var keys: [String] { ["link", "title", "date", "provider", "provider_id", "type"] + ofGrades }

    let mapping: YAMLMapping
    let vocabulary: KnownNames?
    /// Reports a problem where the text is no expression.
    let expression: (YAMLNode) -> Expression?

    func fields() -> ItemMap<Expression> {
        var map = ItemMap(link: read("link"), title: read("title"))
        (map.date, map.provider, map.providerID, map.type) = (
            read("date"), read("provider"), read("provider_id"), read("type")
        )
        map.region = read("region")
        map.grades = grades()
        return map
    }

    private func read(_ key: String) -> Expression? { mapping[key].flatMap(expression) }

    /// Nil for items without `areas`.
    private func grades() -> ItemGrades<Expression>? {
        guard let areas = mapping["areas"] else {
            for key in Self.ofGrades { mapping[key]?.problem("\"\(key)\" is only for items with \"areas\"") }
            return nil
        }
        let framework = mapping.required("framework")?.names(of: "framework", known: vocabulary?.frameworks).first
        _ = mapping.required("date")
        if mapping["provider_id"] == nil, mapping["provider"] == nil {
            mapping.node.problem("\"provider_id\" or \"provider\" is missing: an expression must give the provider")
        }
        let words = GradeWords(mapping, vocabulary: vocabulary)
            .with(printed: framework.flatMap { vocabulary?.printedGrades(of: $0) } ?? [:])
        let pairs = areas.pairs().compactMap { id, node -> ItemArea<Expression>? in
            if let known = vocabulary?.areas { node.check(id, isOneOf: known, what: "area") }
            return expression(node).map { ItemArea(id: id, grade: $0) }
        }
        guard let framework else { return nil }
        var grades = ItemGrades(
            framework: framework, areas: pairs, codes: words.codes, missing: words.missing,
            scheme: mapping["scheme"]?.text() ?? "ofsted", providerKind: mapping["provider_kind"]?.text() ?? "unknown")
        grades.published = read("published")
        grades.number = read("number")
        return grades
    }
}
