/// A part of the work on a record, which one daemon does at a time.
package enum Share: Sendable, Hashable {
    /// All of it, where one daemon leads and the others stand by.
    case all
    /// To ask a host, by its name, and to record what it answers.
    case host(String)
    /// To tell a receiver that all daemons have in common.
    case receiver(String)
    /// What time brings, whatever is polled.
    case upkeep
    /// A daemon's logs, which are its own, and what it says of itself.
    case own

    /// What its lease is called. `daemon`: whose own part it is.
    func what(of daemon: String) -> String {
        switch self {
        case .all: "fleet"
        case .host(let name): "host:" + name
        case .receiver(let name): "receiver:" + name
        case .upkeep: "upkeep"
        case .own: Share.ownPrefix + daemon
        }
    }

    /// `nil` for what no lease is called.
    init?(what: String) {
        let parts = what.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        switch (parts[0], parts.dropFirst().first) {
        case ("fleet", nil): self = .all
        case ("upkeep", nil): self = .upkeep
        case ("host", let name?): self = .host(name)
        case ("receiver", let name?): self = .receiver(name)
        case ("daemon", _?): self = .own
        default: return nil
        }
    }

    /// What the leases begin with that no other daemon would take.
    static let ownPrefix = "daemon:"

    /// For people.
    package var text: String {
        switch self {
        case .all: "everything"
        case .host(let name): name.isEmpty ? "files" : name
        case .receiver(let name): "receiver \(name)"
        case .upkeep: "upkeep"
        case .own: "its own logs"
        }
    }
}

/// What of the work on a record a daemon does.
package struct Duties: Sendable, Hashable {
    /// `[.all]` where it leads.
    package let shares: Set<Share>
    /// Counts how often something was added: what is in memory of what was let go of meanwhile no longer holds.
    let generation: Int
    /// Name of the daemon whose configuration counts, being another than this one's; `nil` where they are alike.
    package let behind: String?

    package init(_ shares: Set<Share>, generation: Int = 0, behind: String? = nil) {
        self.shares = shares
        self.generation = generation
        self.behind = behind
    }

    /// Of a daemon that has the record for itself, or leads.
    package static let all = Duties([.all])

    /// True where it polls or delivers, and not to its own logs alone.
    package var leads: Bool { shares != [.own] }

    /// Some part that another would do where this one's configuration no longer counts; `nil` where it has none.
    package var contested: Share? { shares.first { $0 != .own } }

    package func include(_ share: Share) -> Bool { shares.contains(.all) || shares.contains(share) }
}
