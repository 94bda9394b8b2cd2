import Foundation

/// What is known of the others and of the part that each has.
struct FleetLook {
    /// Who has what, and until when; without the daemons' own parts.
    var others: [Share: (owner: String, until: Date)] = [:]
    /// Daemons of a parted fleet that live: what they are configured to do, the latest that was brought first.
    var daemons: [(name: String, configuration: String)] = []
    /// Hosts, each with one that it has led to.
    var links: [(String, String)] = []
}

/// What a daemon is to do, by what is known of all. Pure.
struct FleetPart {
    /// Who leads alone, and until when unless that one says so anew; `nil` where it is this one, nobody, or all.
    private(set) var leader: (owner: String, until: Date)?
    private(set) var plan = SharePlan()
    /// What nobody works on here, and another may need.
    private(set) var idle: Set<Share> = []
    /// True where others still work by a configuration that this one has replaced.
    private(set) var refusesOthers = false
    /// Name of the daemon that has brought another configuration, which counts.
    private(set) var behind: String?

    /// `mine`: what it has; `led`: hosts of it that no feed names, and that were asked a moment ago.
    init(of member: FleetMember, mine: Set<Share>, led: Set<Share>, _ look: FleetLook) {
        let owners = look.others.mapValues(\.owner)
        switch member.work {
        case .whole:
            plan = SharePlan(of: [[.all]], mine: mine, others: owners, daemons: 1)
            let other = look.others[.all] ?? look.others.values.min { $0.owner < $1.owner }
            if !mine.contains(.all) { leader = other }
        case .parted(let hosts, let receivers):
            leader = look.others[.all]
            let own: Set<Share> = [.own]
            if let first = look.daemons.first, first.configuration != member.configuration {
                behind = first.name
                plan.letsGo = mine.subtracting(own)
            } else {
                let alike = look.daemons.filter { $0.configuration == member.configuration }.map(\.name)
                refusesOthers = owners.values.contains { owner in
                    look.daemons.contains { $0.name == owner && $0.configuration != member.configuration }
                }
                // Each by itself, so that no daemon gets all the hosts for having none of the rest.
                let asking = SharePlan.groups(of: hosts, links: look.links)
                let telling = [[Share.upkeep]] + receivers.map { [Share.receiver($0)] }
                for groups in [asking, telling] {
                    let part = SharePlan(of: groups, mine: mine, others: owners, daemons: alike.count)
                    plan.takes += part.takes
                    plan.letsGo.formUnion(part.letsGo)
                }
                idle = mine.subtracting(own).subtracting((asking + telling).joined()).subtracting(led)
            }
            if !mine.contains(.own) { plan.takes += [Share.own] }
        }
    }
}

extension FleetMember {
    /// What decides over what it does: of hosts those that it asks first.
    var countedShares: Set<Share> {
        switch work {
        case .whole: [.all]
        case .parted(let hosts, let receivers):
            Set(hosts.compactMap(\.first).map(Share.host) + receivers.map(Share.receiver) + [.upkeep, .own])
        }
    }
}
