package import Inspections

/// That one provider has ended and another goes on for it, as a source says.
package struct Ending: Sendable, Hashable, Comparable {
    package let predecessor: ProviderID
    package let successor: ProviderID

    package init(predecessor: ProviderID, successor: ProviderID) {
        self.predecessor = predecessor
        self.successor = successor
    }

    package static func < (a: Ending, b: Ending) -> Bool {
        (a.predecessor, a.successor) < (b.predecessor, b.successor)
    }
}

/// What a feed says of so many providers at once that nothing of it is believed without an operator's word.
extension HistoryTransaction {
    package func hold(_ ending: Ending, feed: String) throws {
        try run(
            Query(
                "INSERT INTO held_endings (feed, predecessor, provider) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
                [feed, ending.predecessor.text, ending.successor.text]))
    }

    package func heldEndings(feed: String) throws -> [Ending] {
        try rows(
            Query(
                "SELECT predecessor, provider FROM held_endings WHERE feed = ? ORDER BY predecessor, provider", [feed])
        ) { Ending(predecessor: ProviderID($0[0]), successor: ProviderID($0[1])) }
    }

    /// It is said no longer, or believed.
    package func forget(_ ending: Ending, feed: String) throws {
        try run(
            Query(
                "DELETE FROM held_endings WHERE feed = ? AND predecessor = ? AND provider = ?",
                [feed, ending.predecessor.text, ending.successor.text]))
    }
}
