import YAML

/// One entry of `routes:`.
package struct RouteConfiguration: Sendable {
    package let name: String
    package let receivers: [String]
    package let match: RouteMatch
    /// True where no later route is asked once this one has matched.
    package let stop: Bool

    package init(name: String, receivers: [String], match: RouteMatch = RouteMatch(), stop: Bool = false) {
        self.name = name
        self.receivers = receivers
        self.match = match
        self.stop = stop
    }

    init?(
        _ node: YAMLNode, receivers known: [String], feeds: [String], vocabulary: RouteVocabulary?,
        surroundings: Surroundings
    ) {
        guard let mapping = node.mapping(keys: ["name", "receivers", "match", "stop"]) else { return nil }
        let name = mapping.required("name")?.label()
        let receivers = mapping.required("receivers")
        match =
            mapping["match"].flatMap {
                RouteMatch($0, feeds: feeds, vocabulary: vocabulary, surroundings: surroundings)
            } ?? RouteMatch()
        stop = mapping["stop"]?.boolean() ?? false
        if receivers?.isEmptyList == true, !stop {
            receivers?.problem(
                "names no receiver, so the route does nothing; name one, or add stop: true to keep what it matches from "
                    + "later routes")
        }
        guard let name, let receivers else { return nil }
        self.name = name
        self.receivers = receivers.names(of: "receiver", known: known)
    }
}
