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
        // The longest row of those that kept their order. By its length the places that such a row can end with, of
        // which each later one ends lower; for each place the one before it.
        var ends: [[Int]] = []
        var earlier: [Int?] = []
        for place in order.indices {
            let isNotBelow = { (end: Int) in order[end] >= order[place] }
            let length = ends.firstIndex(onwards: { $0.last.map(isNotBelow) ?? true })
            if length == ends.count { ends.append([]) }
            ends[length].append(place)
            earlier.append(
                length == 0 ? nil : ends[length - 1][ends[length - 1].firstIndex(onwards: { !isNotBelow($0) })])
        }
        var moved = Set(known)
        var kept = ends.last?.first
        while let place = kept {
            moved.remove(known[place])
            kept = earlier[place]
        }
        return moved
    }
}

extension Array {
    /// The first place from which on it holds of all, where it holds of none before; else the end.
    fileprivate func firstIndex(onwards holds: (Element) -> Bool) -> Int {
        var (low, high) = (startIndex, endIndex)
        while low < high {
            let middle = (low + high) / 2
            if holds(self[middle]) { high = middle } else { low = middle + 1 }
        }
        return low
    }
}
