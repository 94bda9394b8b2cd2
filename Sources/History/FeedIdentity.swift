import Text

/// Which feed one is, whatever it is called: what a configuration is held against.
package struct FeedIdentity: Sendable, Hashable {
    package let name: String
    /// The configured address.
    package let url: String
    /// As an older version may have written it.
    let storedURL: String
    /// As in `FeedState`.
    package let kind: String?
    package let map: String?
    let moves: FeedMoves

    /// That at which it is read, or was before the publisher moved it, or is to be once that is confirmed.
    package var addresses: Set<String> { Set([url, moves.to, moves.unconfirmed].compactMap(\.self)) }

    /// True for one of its addresses.
    package func isAt(_ url: String) -> Bool { url == self.url || url == moves.to || url == moves.unconfirmed }
}

extension FeedIdentity {
    /// Of name, address, kind, map, and where it has moved to.
    init(_ row: Row) {
        self.init(name: row[0], url: row[1], kind: row[2], map: row[3], moves: FeedMoves(stored: row[4]))
    }

    /// `url`: as it is stored.
    init(name: String, url: String, kind: String?, map: String?, moves: FeedMoves) {
        self.init(
            name: name, url: AddressText.compared(url), storedURL: url, kind: kind, map: map, moves: moves)
    }
}

/// Where a publisher has moved a feed to, and would move it if an operator confirmed it.
struct FeedMoves: Hashable {
    let to: String?
    let unconfirmed: String?

    init(to: String?, unconfirmed: String?) {
        self.to = to
        self.unconfirmed = unconfirmed
    }

    /// Behind a blank, which no address holds, stands what is not confirmed.
    init(stored: String?) {
        let parts = stored?.split(separator: " ", maxSplits: 1, omittingEmptySubsequences: false) ?? []
        to = parts.first.flatMap { $0.isEmpty ? nil : AddressText.compared(String($0)) }
        unconfirmed = parts.count > 1 ? AddressText.compared(String(parts[1])) : nil
    }

    var stored: String? { unconfirmed.map { "\(to ?? "") \($0)" } ?? to }
}
