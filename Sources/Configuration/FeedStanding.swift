import Inspections
import Text
import YAML

extension ProviderScope {
    /// `providers:` of a feed: ids, numbers, names, and id schemes such as `ofsted:*`.
    init(_ node: YAMLNode, _ vocabulary: KnownNames?) {
        if node.isEmptyList {
            node.problem(
                "lists nobody, so nothing that the feed says is used; leave the key out to accept it for every provider"
            )
        }
        self = .only(
            node.members.compactMap { member in
                if let scheme = member.scalar, scheme.hasSuffix(":*") { return member.label() }
                return RouteMatch.provider(member, vocabulary)
            })
    }
}

extension Configuration {
    /// Whose word is taken for whom, a line for each voice that the feeds speak with.
    package var standings: [String] {
        struct Standing: Hashable {
            let authority: Authority
            let publisher: String
            let providers: ProviderScope
        }
        var order: [Standing] = []
        var names: [Standing: [String]] = [:]
        for feed in feeds {
            let standing = Standing(
                authority: feed.authority, publisher: feed.publisherName, providers: feed.providers)
            if names[standing] == nil { order.append(standing) }
            names[standing, default: []].append(feed.name)
        }
        return order.map { standing in
            let named = names[standing] ?? []
            let shown = named.prefix(Configuration.feedsNamed).joined(separator: ", ")
            let rest =
                named.count > Configuration.feedsNamed ? " and \(named.count - Configuration.feedsNamed) more" : ""
            return "\(shown)\(rest): \(standing.authority.meaning) \(standing.publisher), on \(standing.providers.text)"
        }
    }

    private static let feedsNamed = 5
}

extension Authority {
    fileprivate var meaning: String {
        switch self {
        case .official: "official, the word of"
        case .secondary: "secondary, as republished by"
        case .press: "press, as told by"
        }
    }
}

extension ProviderScope {
    fileprivate var text: String {
        switch self {
        case .everybody: "every provider"
        case .only(let names): names.joined(separator: ", ") + " alone"
        }
    }
}
