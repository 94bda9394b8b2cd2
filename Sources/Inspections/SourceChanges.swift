/// Tells which feeds another configuration has believed otherwise. Pure.
package enum SourceChanges {
    /// Of feeds that have stated something, those whose providers may have another timeline now. Where publishers have
    /// changed places, those that have moved past the others: of any two whose order is another one, one is among them.
    /// `before`, `now`: the same feeds; one that is configured no more stands last, as the directory has it.
    package static func feeds(from before: [Source], to now: [Source]) -> Set<String> {
        let voices = Dictionary(before.map { ($0.feed, $0.voice) }, uniquingKeysWith: { first, _ in first })
        var changed = Set(now.filter { voices[$0.feed] != $0.voice }.map(\.feed))
        let moved = moved(from: publishers(before), to: publishers(now))
        if !moved.isEmpty { changed.formUnion(now.filter { moved.contains($0.publisher) }.map(\.feed)) }
        return changed
    }

    /// In the order in which they are believed.
    private static func publishers(_ sources: [Source]) -> [String] {
        let places = Dictionary(sources.map { ($0.publisher, $0.place) }, uniquingKeysWith: min)
        return places.sorted { ($0.value, $0.key) < ($1.value, $1.key) }.map(\.key)
    }

    /// The fewest without which all others stand as they stood.
    private static func moved(from before: [String], to now: [String]) -> Set<String> {
        let places = Dictionary(now.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
        let known = before.filter { places[$0] != nil }
        let order = known.compactMap { places[$0] }
        // As a rule.
        if zip(order, order.dropFirst()).allSatisfy({ $0 < $1 }) { return [] }
        // For each the longest row of those that kept their order and end with it: how long, and who stands before.
        var lengths: [Int] = []
        var earlier: [Int?] = []
        for place in order.indices {
            let last = order[..<place].indices.filter { order[$0] < order[place] }.max { lengths[$0] < lengths[$1] }
            lengths.append((last.map { lengths[$0] } ?? 0) + 1)
            earlier.append(last)
        }
        var moved = Set(known)
        var kept = lengths.indices.max { lengths[$0] < lengths[$1] }
        while let place = kept {
            moved.remove(known[place])
            kept = earlier[place]
        }
        return moved
    }
}
