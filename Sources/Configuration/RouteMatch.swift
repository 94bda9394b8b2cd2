import Foundation
package import Inspections
package import System
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
    /// `areas`, `from`, `to` and, where areas are asked for, `directions` must hold for one and the same judgement.
    package var areas: [String] = []
    package var from: [String] = []
    package var to: [String] = []

    /// Whose members alone are meant. Only the configuration names groups: no silence of the command line has one, and
    /// none is encoded.
    package var groups: [ProviderGroup] = []

    /// What a letter says of areas for priority action: `yes`, `remain`, `no`.
    package var priorityActions: [String] = []

    /// True where it is about certain providers, not about whoever is of a kind or in a region.
    var namesProviders: Bool { !providers.isEmpty || !groups.isEmpty }

    package init() {}

    /// True where every alert is what it asks for.
    var asksNothing: Bool {
        groups.isEmpty
            && [
                kinds, directions, providers, regions, providerKinds, frameworks, feeds, areas, from, to,
                priorityActions,
            ].allSatisfy(\.isEmpty)
    }

    /// The keys that ask for providers alone.
    package static let providerKeys = ["provider", "providers_file", "provider_kind", "region", groupKey]
    static let groupKey = "group"

    package init?(
        _ node: YAMLNode,
        keys: [String] = ["kind", "direction"] + providerKeys
            + ["framework", "feed", "area", "from", "to", "priority_action"],
        feeds known: KnownFeeds, groups knownGroups: ProviderGroups, vocabulary: KnownNames?, surroundings: Surroundings
    ) {
        guard let mapping = node.mapping(keys: keys) else { return nil }
        for key in keys where mapping[key]?.isEmptyList == true {
            mapping[key]?.warn("is empty, so it matches everything; leave the key out if that is meant")
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
        groups = (mapping[RouteMatch.groupKey].map { $0.names(of: "group", known: knownGroups.names) } ?? [])
            .compactMap { knownGroups[$0] }
        frameworks = mapping["framework"]?.names(of: "framework", known: vocabulary?.frameworks) ?? []
        feeds = (mapping["feed"]?.names(of: "feed", known: known.all) ?? []).flatMap(known.members)
        areas = mapping["area"]?.names(of: "area", known: vocabulary?.areas, many: KnownNames.inManual) ?? []
        from = mapping["from"]?.names(of: "grade", known: vocabulary?.grades) ?? []
        to = mapping["to"]?.names(of: "grade", known: vocabulary?.grades) ?? []
        priorityActions = mapping["priority_action"]?.choices(PriorityAction.self) ?? []
        let doubt = contradiction ?? vocabulary?.doubt(of: self) ?? vocabulary?.doubt(ofProvidersOf: self)
        if let doubt { node.warn(doubt) }
    }

    /// A provider that is not known here may be known to a source, so that none is refused.
    static func provider(_ node: YAMLNode, _ vocabulary: KnownNames?) -> String? {
        guard let text = node.label() else { return nil }
        if let vocabulary, !vocabulary.knows(provider: text) { node.warn(vocabulary.doubt(of: text)) }
        return text
    }

    private static func region(_ node: YAMLNode, _ vocabulary: KnownNames?) -> String? {
        guard let vocabulary, vocabulary.hasTables else { return node.name(of: "region", known: vocabulary?.regions) }
        guard let text = node.label() else { return nil }
        if let meant = WrittenName.of(text, among: vocabulary.regions) { return meant }
        node.warn(
            "no known region is called \"\(text)\", though a table may have it"
                + NearestName.hint(for: text, among: vocabulary.regions))
        return text
    }
}

extension RouteMatch {
    /// Why the alert is not what is asked for; `nil` where every list that asks something finds it in the alert.
    package func refusal(of alert: RoutedAlert) -> String? {
        RouteMatch.refusal("kind", kinds, alert.kind.rawValue)
            ?? RouteMatch.refusal("direction", areas.isEmpty ? directions : [], alert.direction)
            ?? RouteMatch.refusal("feed", feeds, alert.feed)
            ?? RouteMatch.refusal("framework", frameworks, alert.framework)
            ?? refusal(of: alert.provider)
            ?? RouteMatch.refusal("priority action", priorityActions, alert.priorityAction)
            ?? refusalOfJudgements(of: alert)
    }

    /// Why a provider is not among those that are asked for. It is named by its id, its number or its name.
    package func refusal(of provider: Provider?) -> String? {
        if let refusal = RouteMatch.refusal("region", regions, provider?.region)
            ?? RouteMatch.refusal("kind of provider", providerKinds, provider?.kind)
        {
            return refusal
        }
        if providers.isEmpty, groups.isEmpty { return nil }
        guard let provider else { return "it concerns no provider" }
        if !groups.isEmpty, !groups.contains(where: { $0.includes(provider) }) {
            return "\(provider.name) is not in the group \(RouteMatch.list(groups.map(\.name)))"
        }
        return providers.isEmpty || provider.isMeant(byAnyOf: providers)
            ? nil : "\(provider.name) is not one of the route's providers"
    }

    private func refusalOfJudgements(of alert: RoutedAlert) -> String? {
        if areas.isEmpty, from.isEmpty, to.isEmpty { return nil }
        let isFound = alert.judgements.contains { judgement in
            RouteMatch.allows(areas, judgement.area) && RouteMatch.allows(from, judgement.from)
                && RouteMatch.allows(to, judgement.to)
                && (areas.isEmpty || AlertDirection.allows(directions, ofAlert: alert.direction, judgement.direction))
        }
        if isFound { return nil }
        let ofArea = areas.isEmpty ? [] : directions
        let asked = [("area", areas), ("direction", ofArea), ("from", from), ("to", to)].filter { !$0.1.isEmpty }
            .map { "\($0.0) \(RouteMatch.list($0.1))" }
        return "no judgement has \(asked.joined(separator: ", "))"
    }

    private static func refusal(_ what: String, _ asked: [String], _ value: String?) -> String? {
        if allows(asked, value) { return nil }
        return "\(what) is \(value ?? "not known"), but must be \(list(asked))"
    }

    private static func allows(_ asked: [String], _ value: String?) -> Bool {
        if asked.isEmpty { return true }
        guard let value else { return false }
        return asked.contains(value)
    }

    private static func list(_ names: [String]) -> String { names.joined(separator: " or ") }
}

extension RouteMatch {
    /// What it asks for, in the words of the configuration; `names`: what providers are called, by their ids.
    package func summary(naming names: [String: String]) -> String {
        let providers = providers.map { id in names[id].map { "\($0) (\(id))" } ?? id }
        let asked = [
            ("kind", kinds), ("direction", directions), ("provider", providers), ("provider_kind", providerKinds),
            ("region", regions), ("group", groups.map(\.name)), ("framework", frameworks), ("feed", feeds),
            ("area", areas), ("from", from),
            ("to", to), ("priority_action", priorityActions),
        ].filter { !$0.1.isEmpty }
        if asked.isEmpty { return "everything" }
        return asked.map { "\($0.0): \($0.1.joined(separator: ", "))" }.joined(separator: "; ")
    }
}

extension RouteMatch: Decodable {
    /// A silence that an older version recorded knows nothing of later keys: what it does not ask for is not asked.
    package init(from decoder: any Decoder) throws {
        self.init()
        let container = try decoder.container(keyedBy: CodingKeys.self)
        func list(_ key: CodingKeys) throws -> [String] {
            try container.decodeIfPresent([String].self, forKey: key) ?? []
        }
        kinds = try list(.kinds)
        directions = try list(.directions)
        providers = try list(.providers)
        regions = try list(.regions)
        providerKinds = try list(.providerKinds)
        frameworks = try list(.frameworks)
        feeds = try list(.feeds)
        areas = try list(.areas)
        from = try list(.from)
        to = try list(.to)
        priorityActions = try list(.priorityActions)
    }

    enum CodingKeys: String, CodingKey {
        case kinds, directions, providers, regions, providerKinds, frameworks, feeds, areas, from, to, priorityActions
    }
}

/// A text file that lists providers for a route: one id, number or name a line; `#` begins a comment.
enum ProviderList {
    /// Reports a file that cannot be read or lists nobody: a route with it would never match.
    static func read(
        _ node: YAMLNode, vocabulary: KnownNames?, surroundings: Surroundings
    ) -> [String] {
        guard let path = node.filePath().map(surroundings.absolute) else { return [] }
        guard let bytes = FileManager.default.contents(atPath: path), let text = String(bytes: bytes, encoding: .utf8)
        else {
            let fault = FileFault.cause(path, otherwise: "it is not UTF-8 text")
            node.problem("\(path): \(fault); name a file with one provider's number or name a line")
            return []
        }
        let providers = text.split(whereSeparator: \.isNewline).compactMap { line -> String? in
            let stated = line.prefix { $0 != "#" }.trimmingPrefix { $0.isWhitespace || $0 == "\u{FEFF}" }
            let provider = String(stated.reversed().drop(while: \.isWhitespace).reversed())
            return provider.isEmpty ? nil : provider
        }
        if providers.isEmpty { node.problem("\(path) lists no provider") }
        let doubtful = providers.filter { vocabulary?.knows(provider: $0) == false }
        if let first = doubtful.first, let doubt = vocabulary?.doubt(of: first) {
            node.warn(
                "\(path) has names of \(doubtful.count == 1 ? "a provider" : "\(doubtful.count) providers") unknown here: \(doubt)"
            )
        }
        return providers
    }
}

extension KnownNames {
    /// Why no judgement can be what a match asks for: an area that no framework asked for judges, say.
    func doubt(of match: RouteMatch) -> String? {
        if match.areas.isEmpty, match.to.isEmpty { return nil }
        guard let catalogue else { return nil }
        let asked = catalogue.all.filter { match.frameworks.isEmpty || match.frameworks.contains($0.id) }
        let judging = asked.filter { framework in
            match.areas.isEmpty || match.areas.contains { framework.area($0) != nil }
        }
        let stated = match.areas.joined(separator: " or ")
        if !asked.isEmpty, judging.isEmpty, match.areas.allSatisfy({ areas?.contains($0) == true }) {
            return
                "\(asked.map(\.id).joined(separator: " and ")) judge\(asked.count == 1 ? "s" : "") no area \(stated), so nothing matches"
        }
        let given = Set(judging.flatMap { $0.scale.names.keys })
        guard !match.to.isEmpty, given.isDisjoint(with: match.to), match.to.allSatisfy({ grades?.contains($0) == true })
        else { return nil }
        return "the grade \(match.to.joined(separator: " or ")) is given by none of "
            + "\(judging.map(\.id).joined(separator: ", "))\(stated.isEmpty ? "" : " in \(stated)"), so nothing matches"
    }
}
