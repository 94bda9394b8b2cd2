package import Inspections
import System
import YAML

/// Providers that routes, lists and pages speak of together: an entry of `groups:`, the list of a portfolio, or one
/// that comes with the program.
package struct ProviderGroup: Sendable {
    package let name: String
    /// Asks for providers alone.
    private let match: RouteMatch
    /// Who is named: there may be tens of thousands. Empty where it is a region, say, that makes the group.
    package let names: Set<String>
    /// The ids among them, in small letters: they may be written in any.
    private let ids: Set<String>
    /// True where its members are the registry's, which are known by these names alone.
    package let isRegistered: Bool

    init(name: String, match: RouteMatch) {
        self.name = name
        names = Set(match.providers)
        ids = Set(match.providers.lazy.filter { $0.utf8.contains(UInt8(ascii: ":")) }.map { $0.lowercased() })
        var others = match
        others.providers = []
        self.match = others
        isRegistered = false
    }

    /// One that comes with the registry.
    init(_ group: RegisteredGroup) {
        name = group.name
        names = Set(group.members)
        ids = []
        var match = RouteMatch()
        match.providerKinds = [ProviderGroup.kindOfCouncils]
        self.match = match
        isRegistered = true
    }

    static let kindOfCouncils = "local-authority"

    /// One entry of `groups:`.
    init?(_ node: YAMLNode, vocabulary: KnownNames?, surroundings: Surroundings) {
        guard let mapping = node.mapping(keys: ["name", "match"]) else { return nil }
        let name = mapping.required("name")?.label()
        let match = mapping.required("match").flatMap {
            // A group of groups would have to be read in some order.
            RouteMatch(
                $0, keys: RouteMatch.providerKeys.filter { $0 != RouteMatch.groupKey }, feeds: KnownFeeds([]),
                groups: ProviderGroups(), vocabulary: vocabulary, surroundings: surroundings)
        }
        guard let name, let match else { return nil }
        self.init(name: name, match: match)
    }

    /// True for a provider of the group.
    package func includes(_ provider: Provider) -> Bool {
        if !names.isEmpty, names.isDisjoint(with: provider.names), !ids.contains(provider.id.text.lowercased()) {
            return false
        }
        return match.refusal(of: provider) == nil
    }
}

/// The groups that can be named. Those that come with the program are read when a name is first held against them.
package struct ProviderGroups: Sendable {
    /// Those of the configuration, in its order; they go before others of their name.
    package private(set) var configured: [ProviderGroup]
    private let vocabulary: KnownNames?

    init(_ configured: [ProviderGroup] = [], vocabulary: KnownNames? = nil) {
        self.configured = configured
        self.vocabulary = vocabulary
    }

    /// Those that come with the program and whose name the configuration does not use.
    package var builtIn: [ProviderGroup] {
        (vocabulary?.groups ?? []).filter { group in !configured.contains { $0.name == group.name } }
            .map(ProviderGroup.init)
    }

    /// Each council with its statistical neighbours: too many to list beside the others.
    package var ofNeighbours: [ProviderGroup] { (vocabulary?.neighbourGroups ?? []).map(ProviderGroup.init) }

    package var names: [String] { (configured + builtIn + ofNeighbours).map(\.name) }

    package subscript(name: String) -> ProviderGroup? {
        configured.first { $0.name == name } ?? builtIn.first { $0.name == name }
            ?? vocabulary?.neighbourGroups.first { $0.name == name }.map(ProviderGroup.init)
    }

    /// A council with its statistical neighbours; `nil` where none are known.
    package func neighbours(of council: Provider) -> ProviderGroup? {
        guard let group = vocabulary?.neighbours(of: council.name).map(ProviderGroup.init), group.includes(council)
        else { return nil }
        return group
    }

    /// Lists of portfolios are groups too.
    func adding(_ groups: [ProviderGroup]) -> ProviderGroups {
        ProviderGroups(configured + groups, vocabulary: vocabulary)
    }
}
