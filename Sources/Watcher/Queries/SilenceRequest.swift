import Foundation
import Yams

/// What a user wants silenced, in the user's own words.
package struct SilenceRequest: Sendable {
    /// By the keys of a route's `match`.
    package let match: [String: [String]]
    package let who: String
    package let why: String
    /// A date, an instant, or a duration from now.
    package let until: String

    package init(match: [String: [String]], who: String, why: String, until: String) {
        self.match = match
        self.who = who
        self.why = why
        self.until = until
    }

    /// Throws what is wrong with it, as the configuration's own checks say it.
    func silence(
        now: Date, configuration: Configuration, vocabulary: RouteVocabulary, surroundings: Surroundings
    ) throws(SilenceMistake) -> Silence {
        let asked = match.filter { !$0.value.isEmpty }
        guard !asked.isEmpty else {
            throw SilenceMistake("say what is to be silent: --provider, --region, --feed, --kind, …")
        }
        let end = DurationText.seconds(until).map(now.addingTimeInterval) ?? InstantText.instant(until)
        guard let end, end > now else {
            throw SilenceMistake("--until takes an instant to come: 2d, 2026-12-01, 2026-12-01T08:00:00Z")
        }
        let problems = ProblemList(file: "silence")
        let node = Node.mapping(
            Node.Mapping(asked.sorted { $0.key < $1.key }.map { (Node($0.key), Node($0.value.map { Node($0) })) }))
        let match = RouteMatch(
            ConfigurationNode(node: node, path: "", problems: problems), feeds: configuration.feeds.map(\.name),
            vocabulary: vocabulary, surroundings: surroundings)
        guard let match, problems.problems.isEmpty else {
            throw SilenceMistake(problems.problems.map { "\($0.path): \($0.message)" }.joined(separator: "\n"))
        }
        return Silence(name: "new", match: match, who: who, why: why, until: end)
    }
}
