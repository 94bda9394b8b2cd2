package import Configuration
import Feeds
package import History

/// Tells which feeds of the history bear other names in the configuration, or have other addresses there.
package enum FeedNames {
    /// New names by old ones. A feed is known by kind, address and map; what an older version recorded, by its address
    /// alone. One that is configured no more gets another name where its own is another feed's now.
    /// `isEmpty`: whether nothing was ever read under a name, so that it may be given to another.
    package static func changes(
        _ known: [FeedIdentity], configured: [FeedConfiguration], isEmpty: (FeedIdentity) throws -> Bool
    ) rethrows -> [String: String] {
        let rows = Dictionary(known.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
        let unknown = configured.filter { feed in rows[feed.name].map { !fits($0, feed) } ?? true }
        // As a rule.
        if unknown.isEmpty { return [:] }
        let settled = Set(configured.map(\.name)).subtracting(unknown.map(\.name))
        // By address, as there may be thousands of both.
        let strangers = Dictionary(grouping: unknown, by: \.url)
        let unsettled = Dictionary(
            known.filter { !settled.contains($0.name) }.flatMap { row in row.addresses.map { ($0, [row]) } },
            uniquingKeysWith: +)
        var changes: [String: String] = [:]
        for feed in strangers.values.joined() {
            let rows = unsettled[feed.url, default: []].filter { fits($0, feed) }
            // Where several fit, nobody knows which it is.
            guard let row = rows.first, rows.count == 1,
                row.addresses.flatMap({ strangers[$0, default: []] }).count(where: { fits(row, $0) }) == 1
            else {
                continue
            }
            if try !isEmpty(row) { changes[row.name] = feed.name }
        }
        // Whatever still has a name that is wanted makes room, and stays what it was: nothing of it is lost.
        var taken = Set(rows.keys).union(configured.map(\.name))
        for name in changes.values.sorted() where changes[name] == nil {
            guard let row = rows[name], try !isEmpty(row) else { continue }
            let former = formerName(of: name) { !taken.contains($0) }
            taken.insert(former)
            changes[name] = former
        }
        return changes
    }

    /// What a feed is called that is configured no more, once another has its name: `one (former)`.
    private static func formerName(of name: String, isFree: (String) -> Bool) -> String {
        var former = "\(name) (former)"
        var number = 2
        while !isFree(former) {
            former = "\(name) (former \(number))"
            number += 1
        }
        return former
    }

    /// Has feeds whose address is another one in the configuration go on from what was known of them there, where they
    /// had it before, and keeps what is known of them where they were; behind the renaming. `rows`: what is known then.
    package static func followAddresses(
        of configured: [FeedConfiguration], known rows: [FeedIdentity], in history: HistoryTransaction
    ) throws {
        try keepWhatWasRead(of: configured, leftBy: rows, in: history)
        let feeds = Dictionary(configured.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
        let moved = rows.filter { row in
            feeds[row.name].map { !isAtHome(row, $0) } ?? false
        }
        // As a rule.
        if moved.isEmpty { return }
        let former = try history.formerAddresses()
        for row in moved {
            let before = feeds[row.name].flatMap { feed in former[row.name]?.first { isAtHome($0, feed) } }
            if let before { try history.resume(before) } else { try history.keepAddress(of: row.name) }
        }
    }

    /// A new name at an address that another feed was read at before, and has left: its baseline is silent on what was
    /// published until then alone.
    private static func keepWhatWasRead(
        of configured: [FeedConfiguration], leftBy rows: [FeedIdentity], in history: HistoryTransaction
    ) throws {
        let known = Set(rows.map(\.name))
        let new = configured.filter { !known.contains($0.name) }
        // As a rule; and a new history has nothing to look at.
        if new.isEmpty || rows.isEmpty { return }
        let former = try history.formerAddresses().values.joined()
        let left = Dictionary(
            (rows + former).flatMap { row in row.addresses.map { ($0, [row]) } }, uniquingKeysWith: +)
        for feed in new {
            let read = try left[feed.url, default: []].filter { fits($0, feed) }.flatMap { row in
                [try history.feedState(row.name), try history.state(of: row)].compactMap(\.self)
                    .filter { $0.identity.isAt(feed.url) }.compactMap(\.lastSuccess)
            }
            guard let last = read.max() else { continue }
            var state = FeedState(name: feed.name, url: feed.url)
            (state.kind, state.map) = (feed.kind.rawValue, feed.map)
            state.silentBefore = last
            try history.save(state)
        }
    }

    /// Another map reads the same source.
    private static func isAtHome(_ row: FeedIdentity, _ feed: FeedConfiguration) -> Bool {
        row.isAt(feed.url) && row.kind ?? feed.kind.rawValue == feed.kind.rawValue
    }

    private static func fits(_ row: FeedIdentity, _ feed: FeedConfiguration) -> Bool {
        isAtHome(row, feed) && row.map ?? feed.map == feed.map
    }
}
