import Inspections
import Text
package import YAML

/// What an alert must be for a route to take it; an empty list asks nothing.
package struct RouteMatch: Sendable, Encodable {
    package var kinds: [String] = []
    package var directions: [String] = []
    package var providers: [String] = []
    package var regions: [String] = []
    package var providerKinds: [String] = []
    package var frameworks: [String] = []
    package var feeds: [String] = []
    /// `areas`, `from` and `to` must hold for one and the same judgement.
    package var areas: [String] = []
    package var from: [String] = []
    package var to: [String] = []

    /// What a letter says of areas for priority action: `yes`, `remain`, `no`.
    package var priorityActions: [String] = []

    package init() {}

    /// The keys that ask for providers alone.
    package static let providerKeys = ["provider", "providers_file", "provider_kind", "region"]

    package init?(
        _ node: YAMLNode,
        keys: [String] = ["kind", "direction"] + providerKeys
            + ["framework", "feed", "area", "from", "to", "priority_action"],
        feeds known: [String], vocabulary: RouteVocabulary?, surroundings: Surroundings
    ) {
        guard let mapping = node.mapping(keys: keys) else { return nil }
        for key in keys where mapping[key]?.isEmptyList == true {
            mapping[key]?.warn("is empty, so anything goes; leave the key out to say so")
        }
        kinds = mapping["kind"]?.choices(AlertKind.self) ?? []
        directions = mapping["direction"]?.choices(AlertDirection.self) ?? []
        providers =
            (mapping["provider"]?.members ?? []).compactMap { RouteMatch.provider($0, vocabulary) }
            + (mapping["providers_file"].map {
                ProviderList.read($0, vocabulary: vocabulary, surroundings: surroundings)
            } ?? [])
        providerKinds =
            mapping["provider_kind"]?.names(of: "kind of provider", known: vocabulary?.providerKinds) ?? []
        regions = (mapping["region"]?.members ?? []).compactMap { RouteMatch.region($0, vocabulary) }
        frameworks = mapping["framework"]?.names(of: "framework", known: vocabulary?.frameworks) ?? []
        feeds = mapping["feed"]?.names(of: "feed", known: known) ?? []
        areas = mapping["area"]?.names(of: "area", known: vocabulary?.areas, many: RouteVocabulary.manyAreas) ?? []
        from = mapping["from"]?.names(of: "grade", known: vocabulary?.grades) ?? []
        to = mapping["to"]?.names(of: "grade", known: vocabulary?.grades) ?? []
        priorityActions = mapping["priority_action"]?.choices(PriorityAction.self) ?? []
        if let doubt = vocabulary?.doubt(of: self) { node.warn(doubt) }
    }

    /// A provider that is not known here may be known to a source, so that none is refused.
    static func provider(_ node: YAMLNode, _ vocabulary: RouteVocabulary?) -> String? {
        guard let text = node.label() else { return nil }
        if let vocabulary, !vocabulary.knows(provider: text) { node.warn(vocabulary.doubt(of: text)) }
        return text
    }

    private static func region(_ node: YAMLNode, _ vocabulary: RouteVocabulary?) -> String? {
        guard let vocabulary, vocabulary.hasTables else { return node.name(of: "region", known: vocabulary?.regions) }
        guard let text = node.label() else { return nil }
        if !vocabulary.regions.contains(text) {
            node.warn(
                "no region known here is called \"\(text)\", though a table may say so"
                    + NearestName.hint(for: text, among: vocabulary.regions))
        }
        return text
    }
}
