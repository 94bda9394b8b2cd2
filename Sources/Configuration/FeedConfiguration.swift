package import Feeds
package import HTTPTransport
package import Inspections
import System
import YAML

/// One entry of `feeds:`.
package struct FeedConfiguration: Sendable {
    package let name: String
    /// The feed of several addresses that it is one of; `nil` for one that stands by itself.
    package let family: FeedFamily?
    package let kind: FeedKind
    /// Absolute address: http, https or file.
    package let url: String
    package let origin: Origin
    /// Seconds between polls.
    package let every: Double
    /// Seconds between polls while the publisher gives neither ETag nor Last-Modified.
    package let everyWithoutValidators: Double
    /// When it may be polled; `nil` for always.
    package let active: ActiveWindow?
    package let firstPoll: FirstPoll
    /// Seconds without a new publication after which operators are told; `nil` for never.
    package let quietAfter: Double?
    /// Share of its known providers, 0 to 1: where more would have changed ratings in one poll, an operator is asked
    /// first.
    package let holdChangesOver: Double
    /// True where its host's name may lead to this machine or to its network.
    package let allowsPrivate: Bool
    /// Other hosts that its documents may come from.
    package let follow: Set<String>
    private let maps: FeedMaps?
    /// What the source asks of those who read it; `nil` where it asks for nothing.
    package let credential: FeedCredential?
    /// Whose word its statements are.
    package let authority: Authority
    /// Who publishes it, as the operator says; `nil` where the kind or the address tells.
    package let publisher: String?
    /// Whom it may speak for.
    package let providers: ProviderScope
    /// Tells maps of one address apart: the name of an official table, a map's own version, or empty.
    package let map: String

    package static let usuallyHoldsOver = 0.2

    private static let keys =
        [
            "name", "recipe", "kind", "url", FeedFamily.key, "every", "active", "first_poll", "quiet_after",
            "hold_changes_over", "follow", "table", "path", "page", "json", "authority", "publisher", "providers",
            "allow_private",
        ] + FeedCredential.keys + TableSelectionConfiguration.keys

    init?(_ node: YAMLNode, surroundings: Surroundings, vocabulary: KnownNames?) {
        guard let mapping = node.mapping(keys: FeedConfiguration.keys) else { return nil }
        guard RecipeConfiguration.isWhole(mapping) else { return nil }
        let name = mapping.required("name")?.label()
        let kind = mapping.required("kind")?.choice(FeedKind.self)
        let address =
            mapping["path"].flatMap { FeedAddress(path: $0, surroundings: surroundings) }
            ?? mapping.required("url").flatMap { FeedAddress($0, surroundings: surroundings) }
        // Only an address of this machine may be polled at a pace that would be a burden to a publisher.
        let isRemote = address?.isLocal == false
        let least: Double = isRemote ? 60 : 1
        let every = mapping["every"].map { $0.duration(atLeast: least) } ?? 3600
        // A document that is sent whole each time is asked for once a day, unless the operator decides otherwise.
        everyWithoutValidators = mapping["every"] == nil && isRemote ? 86400 : every ?? 3600
        family = FeedFamily(of: mapping)
        active = mapping["active"].flatMap { ActiveWindow($0) }
        quietAfter = mapping["quiet_after"]?.duration(atLeast: 1)
        let holdChangesOver = mapping["hold_changes_over"].map { $0.share() } ?? FeedConfiguration.usuallyHoldsOver
        let firstPoll = mapping["first_poll"].map { $0.choice(FirstPoll.self) } ?? .baseline
        let follow = Set((mapping["follow"]?.members ?? []).compactMap { $0.host() })
        self.follow = follow
        let maps = kind.flatMap { FeedMaps(of: $0, in: mapping, vocabulary: vocabulary) }
        self.maps = maps
        credential = kind.flatMap { FeedCredential(of: $0, in: mapping, surroundings: surroundings) }
        publisher = mapping["publisher"]?.label()
        allowsPrivate = mapping["allow_private"]?.boolean() ?? false
        providers = mapping["providers"].map { ProviderScope($0, vocabulary) } ?? .everybody
        let isSelected = TableSelectionConfiguration.keys.contains { mapping[$0] != nil }
        map =
            (isSelected ? nil : mapping["table"]?.scalar)
            ?? maps?.version.map { String($0, radix: 16) } ?? ""
        let authority = mapping["authority"].map { $0.choice(Authority.self) } ?? .official
        guard let name, let kind, let address, let every, let firstPoll, let holdChangesOver, let authority else {
            return nil
        }
        if let doubt = KnownPublisher.doubt(of: address, kind: kind, follow: follow) { mapping["url"]?.warn(doubt) }
        if let fault = address.fileFault {
            (mapping["path"] ?? mapping["url"])?.warn("\(fault) now; each poll looks for it")
        }
        self.name = name
        self.kind = kind
        self.url = address.url
        self.origin = address.origin
        self.every = every
        self.firstPoll = firstPoll
        self.holdChangesOver = holdChangesOver
        self.authority = authority
    }

    /// How its table is read; `nil` for a feed that lists publications.
    package var table: ColumnMap? { maps?.table }

    /// How its page is read, for kind `page`.
    package var page: PageMap? { maps?.page }

    /// How its JSON is read, for kind `json`.
    package var json: JSONMap? { maps?.json }

    /// Names of the hosts that its requests are for, its own first; empty for files.
    package var hosts: [String] { [origin.host] + follow.map { $0.lowercased() }.sorted() }

    /// All that differs between its kind and the others, with how its documents are read.
    package var source: any FeedSource { kind.source(table: table, page: page, json: json) }

    /// Who publishes it: of one publisher, a newer version replaces an older one.
    package var publisherName: String {
        let address = origin.scheme == "file" ? "file" : origin.host
        // Who republishes what others have published is not them, whatever ids it uses.
        return publisher ?? (authority < .official ? address : source.publisher ?? address)
    }

    /// True for two that would read the same, whatever they are called.
    func isSame(as other: FeedConfiguration) -> Bool {
        kind == other.kind && url == other.url && map == other.map
    }
}

/// How the documents of a feed are read, for the kinds whose publishers all have forms of their own. Apart from the
/// feed: it is large, and of thousands of feeds few have any.
private final class FeedMaps: Sendable {
    let table: ColumnMap?
    let page: PageMap?
    let json: JSONMap?

    init?(of kind: FeedKind, in mapping: YAMLMapping, vocabulary: KnownNames?) {
        table = TableConfiguration.map(of: kind, in: mapping, vocabulary: vocabulary)
        page = PageConfiguration.map(of: kind, in: mapping, vocabulary: vocabulary)
        json = JSONConfiguration.map(of: kind, in: mapping, vocabulary: vocabulary)
        if table == nil, page == nil, json == nil { return nil }
    }

    /// Tells it from others of the same address.
    var version: UInt64? { table?.version ?? page?.version ?? json?.version }
}

/// How far the requests for a feed may go.
extension FeedConfiguration {
    /// For its own address.
    package var reach: Reach { .feed(inner: innerHost) }

    /// For what it lists. `address`: where the feed is now; `target`: where its publisher says that it has moved, whose
    /// documents count as its own, by https and on public addresses.
    package func documentReach(from address: String, movingTo target: String? = nil) -> Reach {
        let host = target.flatMap(Origin.init(url:))?.host
        return .document(
            origin: Origin(url: address) ?? origin, follow: host.map { follow.union([$0]) } ?? follow, inner: innerHost)
    }

    /// An address, or this machine, is its own permission: it leads nowhere else. A name needs the operator's.
    private var innerHost: String? { allowsPrivate || origin.isAddress ? origin.host : nil }
}

/// What the first successful poll of a feed does with all that it lists.
package enum FirstPoll: String, Sendable, CaseIterable {
    /// Records it without telling readers.
    case baseline
    /// Raises alerts as for any later poll.
    case alert
}

extension SourceDirectory {
    /// The sources that the configuration names; a publisher has the place of its first feed.
    package init(_ feeds: [FeedConfiguration]) {
        var places: [String: Int] = [:]
        self.init(
            feeds.enumerated().map { index, feed in
                let place = places[feed.publisherName] ?? index
                places[feed.publisherName] = place
                return Source(
                    feed: feed.name, publisher: feed.publisherName, authority: feed.authority, place: place,
                    providers: feed.providers, hosts: feed.follow)
            })
    }
}
