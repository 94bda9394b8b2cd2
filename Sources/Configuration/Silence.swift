package import Foundation
import Inspections
import System
import YAML

/// Keeps matching alerts from every receiver for a while; they are raised and numbered all the same.
package struct Silence: Sendable {
    /// What `explain` and `silence list` call it: `configured`, or the number that `silence add` gave it.
    package let name: String
    package let match: RouteMatch
    /// Who asked for it.
    package let who: String
    package let why: String
    package let until: Date

    package init(name: String, match: RouteMatch, who: String, why: String, until: Date) {
        self.name = name
        self.match = match
        self.who = who
        self.why = why
        self.until = until
    }

    /// One that the command line added; `match`: as JSON. `nil` where a newer version has written what this one cannot
    /// read: rather an alert too many than one lost.
    package init?(number: Int64, match: String, who: String, why: String, until: Date) {
        guard let match = try? JSONDecoder().decode(RouteMatch.self, from: Data(match.utf8)) else { return nil }
        self.init(name: "\(number)", match: match, who: who, why: why, until: until)
    }

    /// `match`, as JSON, with the names that feeds have now, by their old ones; `nil` where it names none of these.
    package static func match(_ match: String, renaming feeds: [String: String]) throws -> String? {
        var read = try JSONDecoder().decode(RouteMatch.self, from: Data(match.utf8))
        guard read.feeds.contains(where: { feeds[$0] != nil }) else { return nil }
        read.feeds = read.feeds.map { feeds[$0] ?? $0 }
        return String(decoding: try JSONEncoder().encode(read), as: UTF8.self)
    }

    package func holds(at now: Date) -> Bool { now < until }

    var reason: String { "silenced by \(who) until \(until.iso8601): \(why)" }
}

extension Silence {
    /// One entry of `silences:`.
    init?(
        _ node: YAMLNode, feeds: KnownFeeds, groups: ProviderGroups, vocabulary: KnownNames?,
        surroundings: Surroundings
    ) {
        guard let mapping = node.mapping(keys: ["match", "who", "why", "until"]) else { return nil }
        let match = mapping.required("match").flatMap {
            RouteMatch($0, feeds: feeds, groups: groups, vocabulary: vocabulary, surroundings: surroundings)
        }
        let who = mapping.required("who")?.label()
        let why = mapping.required("why")?.label()
        let until = mapping.required("until")?.instant()
        guard let match, let who, let why, let until else { return nil }
        if match.asksNothing {
            mapping["match"]?.warn("asks for nothing, so every alert is silenced, those for operators too")
        }
        if until <= surroundings.now {
            mapping["until"]?.warn("the silence is over, so it keeps nothing back; take it out")
        }
        self.init(name: "configured", match: match, who: who, why: why, until: until)
    }
}
