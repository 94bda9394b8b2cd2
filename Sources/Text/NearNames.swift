/// Finds the names that were probably meant by one that is not known, a part of a name too.
package enum NearNames {
    /// At most five, the nearest first: those that contain it, and those a few slips away as a whole or in some of their words.
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
