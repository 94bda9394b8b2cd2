package import Configuration
package import Foundation
package import Inspections
package import System
package import Text
import YAML

/// The answer to `ratingwatch silence list`.
package struct SilencesReport {
    let silences: [Silence]
    /// What providers are called, by the ids under which they are silenced.
    let names: [String: String]

    package init(silences: [Silence], names: [String: String]) {
        self.silences = silences
        self.names = names
    }

    package func text(_ style: TerminalStyle) -> String {
        let times = ReadableTime(now: Date())
        return TextTable(
            header: ["no", "until", .extra("who", 1), .text("why"), .text("silences")],
            rows: silences.map {
                TextTable.Row(
                    cells: [$0.name, times.text($0.until), $0.who, $0.why, $0.match.summary(naming: names)])
            }
        ).text(style)
    }
}

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

    /// Throws all that is wrong with it, as the configuration's own checks say it, by the options of the command line.
    package func checked(
        now: Date, configuration: Configuration, vocabulary: KnownNames, surroundings: Surroundings
    ) throws(SilenceMistake) -> RequestedSilence {
        var mistakes: [String] = []
        let asked = match.filter { !$0.value.isEmpty }
        if asked.isEmpty { mistakes.append("say what to silence: --provider, --region, --feed, --kind, …") }
        let end = DurationText.seconds(until).map(now.addingTimeInterval) ?? InstantText.instant(until)
        if end.map({ $0 > now }) != true {
            mistakes.append(
                "--until takes a time in the future: 2d, 2026-12-01, 2026-12-01T08:00:00Z"
                    + (DurationText.remedy(until) ?? ""))
        }
        for (option, text) in [("--why", why), ("--who", who)] where text.allSatisfy(\.isWhitespace) {
            mistakes.append("\(option) is empty")
        }
        let found = YAMLProblems(file: "")
        let node = YAMLNode(
            asked.sorted { $0.key < $1.key }.map { (key: $0.key, texts: $0.value) }, problems: found)
        let match = RouteMatch(
            node, feeds: KnownFeeds(configuration.feeds), groups: configuration.groups, vocabulary: vocabulary,
            surroundings: surroundings)
        mistakes += found.problems.map(SilenceRequest.said)
        guard let match, let end, mistakes.isEmpty else { throw SilenceMistake(problems: mistakes) }
        return RequestedSilence(
            silence: Silence(name: "new", match: match, who: who, why: why, until: end),
            doubts: found.warnings.map(SilenceRequest.said))
    }

    /// `provider_kind[0]` was typed as `--provider-kind`.
    private static func said(_ problem: YAMLProblem) -> String {
        let key = problem.path.prefix { $0 != "[" }.replacing("_", with: "-")
        // One that is about several options has no path.
        return "\(key.isEmpty ? "" : "--\(key): ")\(problem.isWarning ? "warning: " : "")\(problem.message)"
    }
}

/// A silence that a user asks for, found good.
package struct RequestedSilence: Sendable {
    package let silence: Silence
    /// What of it is probably not meant, but may be.
    package let doubts: [String]
}

/// Says all that is wrong with a silence that a user asks for.
package struct SilenceMistake: Error, CustomStringConvertible {
    /// Each with the option that it concerns; never empty.
    let problems: [String]

    package var description: String { problems.joined(separator: "\n") }
}
