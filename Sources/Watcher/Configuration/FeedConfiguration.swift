package import Feeds
package import HTTPTransport

/// One entry of `feeds:`.
package struct FeedConfiguration: Sendable {
    package let name: String
    package let kind: FeedKind
    /// Absolute address: http, https or file.
    package let url: String
    package let origin: Origin
    /// Seconds between polls.
    package let every: Double
    package let firstPoll: FirstPoll
    /// Other hosts that its documents may come from.
    package let follow: Set<String>

    static let later = ["active", "quiet_after", "hold_changes_over"]

    init?(_ node: ConfigurationNode, surroundings: Surroundings) {
        guard
            let mapping = node.mapping(
                keys: ["name", "kind", "url", "every", "first_poll", "follow"], later: FeedConfiguration.later)
        else { return nil }
        let name = mapping.required("name")?.text()
        let kind = mapping.required("kind")?.choice(FeedKind.self)
        let address = mapping.required("url").flatMap { FeedAddress($0, surroundings: surroundings) }
        // Only an address of this machine may be polled at a pace that would be a burden to a publisher.
        let least: Double = address?.isLocal == false ? 60 : 1
        let every = mapping["every"].map { $0.duration(atLeast: least) } ?? 3600
        let firstPoll = mapping["first_poll"].map { $0.choice(FirstPoll.self) } ?? .baseline
        follow = Set((mapping["follow"]?.texts() ?? []).map { $0.lowercased() })
        guard let name, let kind, let address, let every, let firstPoll else { return nil }
        self.name = name
        self.kind = kind
        self.url = address.url
        self.origin = address.origin
        self.every = every
        self.firstPoll = firstPoll
    }
}
