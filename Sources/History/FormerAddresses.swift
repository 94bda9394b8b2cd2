import Foundation

/// What was known of feeds at addresses that their names have no more: an address that is changed for an afternoon is
/// no new source when it is back. What a feed has published stays known by its name, whatever its address.
extension HistoryTransaction {
    /// By name.
    package func formerAddresses() throws -> [String: [FeedIdentity]] {
        let query = Query("SELECT name, url, kind, map, moved_to FROM former_addresses ORDER BY name, url")
        return Dictionary(grouping: try rows(query, FeedIdentity.init), by: \.name)
    }

    /// Keeps what is known of a feed at its address, where it was ever read there.
    package func keepAddress(of feed: String) throws {
        guard let state = try feedState(feed), state.baselineAt != nil else { return }
        try run(Query(FeedState.keep, state.values))
    }

    /// What was known of a feed at an address that it has no more.
    package func state(of former: FeedIdentity) throws -> FeedState? {
        let query = Query(
            "SELECT \(FeedState.columns) FROM former_addresses WHERE name = ? AND url = ?",
            [former.name, former.storedURL])
        return try row(query, FeedState.init)
    }

    /// Has a feed go on from what was known of it at an address that it had before, and keeps where it was meanwhile.
    package func resume(_ former: FeedIdentity) throws {
        guard var state = try state(of: former) else { return }
        if let between = try feedState(former.name) { state.take(noticesOf: between) }
        try keepAddress(of: former.name)
        try save(state)
        try run(Query("DELETE FROM former_addresses WHERE name = ? AND url = ?", [former.name, former.storedURL]))
        // Of a listing that was walked through meanwhile.
        try run(Query("UPDATE sites SET next_page = NULL, full_on = NULL WHERE feed = ?", [former.name]))
    }
}

extension FeedState {
    fileprivate static let keep = Query.upsertion(
        into: "former_addresses", key: "name, url", Query.names(in: columns))
}
