import Foundation
import YAML

extension Silence {
    /// One entry of `silences:`.
    init?(
        _ node: YAMLNode, feeds: [String], vocabulary: RouteVocabulary?, surroundings: Surroundings
    ) {
        guard let mapping = node.mapping(keys: ["match", "who", "why", "until"]) else { return nil }
        let match = mapping.required("match").flatMap {
            RouteMatch($0, feeds: feeds, vocabulary: vocabulary, surroundings: surroundings)
        }
        let who = mapping.required("who")?.label()
        let why = mapping.required("why")?.label()
        let until = mapping.required("until")?.instant()
        guard let match, let who, let why, let until else { return nil }
        self.init(name: "configured", match: match, who: who, why: why, until: until)
    }
}
