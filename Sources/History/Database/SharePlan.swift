/// Whose each part of the work is to be: of two daemons never one host's, and of each about as much. Pure.
struct SharePlan: Hashable {
    /// What is in use by nobody and may be taken; of a group all that is free at once.
    var takes: [Share] = []
    /// What others are to take: work on it ends first.
    var letsGo: Set<Share> = []

    init() {}

    /// `groups`: what goes together, each in order; `mine`: what the daemon has; `others`: who has the rest of what is
    /// had; `daemons`: how many there are to part it among, this one too.
    init(of groups: [[Share]], mine: Set<Share>, others: [Share: String], daemons: Int) {
        var kept: [[Share]] = []
        var free: [[Share]] = []
        for group in groups {
            // Of a group that was several before, who has its first part gets all of it.
            guard let first = group.first(where: { mine.contains($0) || others[$0] != nil }) else {
                free.append(group)
                continue
            }
            if mine.contains(first) { kept.append(group) } else { letsGo.formUnion(mine.intersection(group)) }
        }
        let limit = (groups.count + daemons - 1) / max(daemons, 1)
        for group in kept.dropFirst(limit) { letsGo.formUnion(mine.intersection(group)) }
        let room = max(0, limit - kept.count)
        takes = (kept.prefix(limit) + free.prefix(room)).flatMap { group in
            group.filter { !mine.contains($0) && others[$0] == nil }
        }
    }

    /// Hosts that one daemon alone may ask, as one leads to another: for each group its names in order.
    /// `sets`: those of each feed; `links`: pairs of which the first has led to the second.
    static func groups(of sets: [[String]], links: [(String, String)]) -> [[Share]] {
        var parents: [String: String] = [:]
        func root(_ host: String) -> String {
            var host = host
            while let parent = parents[host], parent != host {
                let next = parents[parent]
                parents[host] = next
                host = parent
            }
            return host
        }
        func join(_ one: String, _ other: String) {
            let (one, other) = (root(one), root(other))
            parents[max(one, other)] = min(one, other)
        }
        for set in sets {
            guard let first = set.first else { continue }
            parents[first] = parents[first] ?? first
            for host in set.dropFirst() {
                parents[host] = parents[host] ?? host
                join(first, host)
            }
        }
        let named = parents
        for (host, target) in links where named[host] != nil {
            parents[target] = parents[target] ?? target
            join(host, target)
        }
        return Dictionary(grouping: parents.keys, by: root).values.map { $0.sorted() }
            .sorted { $0[0] < $1[0] }.map { $0.map(Share.host) }
    }
}
