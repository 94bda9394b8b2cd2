/// Finds the names that were probably meant by one that is not known, a part of a name too.
package enum NearNames {
    /// At most five, the nearest first: those that contain it, and those a few slips away as a whole or in some of
    /// their words.
    static func of(_ name: String, among candidates: [String]) -> [String] {
        let asked = name.lowercased()
        let words = max(asked.split(separator: " ").count, 1)
        let scored = Set(candidates).compactMap { candidate in
            distance(asked, words: words, candidate.lowercased()).map { (name: candidate, distance: $0) }
        }
        let sorted = scored.sorted { ($0.distance, $0.name) < ($1.distance, $1.name) }
        // What is much farther off than the nearest is not meant.
        return sorted.prefix { $0.distance <= sorted[0].distance + 1 }.prefix(5).map(\.name)
    }

    /// What to put behind a complaint: `; did you mean Cheshire East, Cheshire West?`, empty where nothing is near.
    package static func question(_ name: String, among candidates: [String]) -> String {
        let near = of(name, among: candidates)
        return near.isEmpty ? "" : "; did you mean \(near.joined(separator: ", "))?"
    }

    /// `nil` where the candidate is too far off to be meant.
    private static func distance(_ asked: String, words: Int, _ candidate: String) -> Int? {
        // One or two letters are in every name.
        if asked.count > 2, candidate.contains(asked) { return 0 }
        let parts = candidate.split(separator: " ")
        let runs = parts.indices.dropLast(min(words, parts.count) - 1).map {
            parts[$0..<min($0 + words, parts.count)].joined(separator: " ")
        }
        return ([candidate] + runs).compactMap { run in
            let edits = NearestName.distance(Array(asked), Array(run))
            return edits <= max(1, min(asked.count, run.count) / 3) ? edits : nil
        }.min()
    }
}

/// Finds the name that was probably meant.
package enum NearestName {
    /// The candidate at the smallest edit distance, if that is small for its length.
    package static func of(_ name: String, among candidates: [String]) -> String? {
        let scored = candidates.map { ($0, distance(Array(name.lowercased()), Array($0.lowercased()))) }
        guard let best = scored.min(by: { $0.1 < $1.1 }) else { return nil }
        return best.1 <= max(1, min(name.count, best.0.count) / 3) ? best.0 : nil
    }

    /// What is said behind the naming of an unknown name: the one that was probably meant, else all, or `many` where
    /// they are too many for a line.
    package static func hint(for name: String, among known: [String], many: String = "") -> String {
        if let near = of(name, among: known) { return "; did you mean \"\(near)\"?" }
        if known.count > few { return many }
        return known.isEmpty ? "" : "; known are \(known.joined(separator: ", "))"
    }

    private static let few = 40

    /// Edits between two words: letters added, dropped, changed, or two neighbours swapped, the commonest slip of
    /// fingers.
    static func distance(_ a: [Character], _ b: [Character]) -> Int {
        var beforeLast: [Int] = []
        var last = Array(0...b.count)
        for i in a.indices {
            var row = [i + 1]
            for j in b.indices {
                var edits = min(last[j + 1] + 1, row[j] + 1, last[j] + (a[i] == b[j] ? 0 : 1))
                if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] { edits = min(edits, beforeLast[j - 1] + 1) }
                row.append(edits)
            }
            beforeLast = last
            last = row
        }
        return last[b.count]
    }
}
