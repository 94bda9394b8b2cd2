/// Finds the names that were probably meant by one that is not known, a part of a name too.
package enum NearNames {
    /// At most five, the nearest first: those that contain it, and those a few slips away as a whole or in some of
    /// their words. Of a hundred thousand candidates only the likeliest are looked at closely.
    package static func of(_ name: String, among candidates: some Sequence<String>) -> [String] {
        let asked = name.lowercased()
        let words = max(asked.split(separator: " ").count, 1)
        let search = SlipSearch(asked)
        // A swap of two letters is one slip, and two for the search.
        var likely = Array(repeating: [String](), count: 2 * farthest(asked.count) + 1)
        for candidate in candidates {
            let slips = search.slips(in: candidate)
            if slips < likely.count { likely[slips].append(candidate) }
        }
        var scored: [(name: String, distance: Int)] = []
        var looks = 0
        for (slips, names) in likely.enumerated() {
            if let best = scored.first?.distance, slips > 2 * (best + 1) { break }
            for candidate in Set(names).sorted() where looks < mostLooks {
                looks += 1
                guard let distance = distance(asked, words: words, candidate.lowercased()) else { continue }
                scored.append((candidate, distance))
            }
            scored.sort { ($0.distance, $0.name) < ($1.distance, $1.name) }
        }
        // What is much farther off than the nearest is not meant.
        return scored.prefix { $0.distance <= scored[0].distance + 1 }.prefix(5).map(\.name)
    }

    private static let mostLooks = 500

    /// Slips that are forgiven in so many letters.
    static func farthest(_ letters: Int) -> Int { max(1, letters / 3) }

    /// What to put behind a complaint: `; did you mean Cheshire East, Cheshire West?`, empty where nothing is near.
    package static func question(_ name: String, among candidates: [String]) -> String {
        question(of(name, among: candidates))
    }

    package static func question(_ near: [String]) -> String {
        near.isEmpty ? "" : "; did you mean \(near.joined(separator: ", "))?"
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
            return edits <= farthest(min(asked.count, run.count)) ? edits : nil
        }.min()
    }
}

/// Looks in one pass for the place of a text that is most like a word: the bit-vector algorithm of G. Myers, "A fast
/// bit-vector algorithm for approximate string matching", Journal of the ACM 46 (1999), on bytes.
package struct SlipSearch {
    /// By byte: at which places of the word it stands.
    private let places: [UInt64]
    private let length: Int

    /// Of a long word the beginning alone is looked for.
    package init(_ word: String) {
        var places = Array(repeating: UInt64(0), count: 256)
        let bytes = word.utf8.prefix(64)
        for (place, byte) in bytes.enumerated() { places[Int(byte)] |= 1 << UInt64(place) }
        self.places = places
        length = bytes.count
    }

    /// The fewest bytes to add, drop or change that make the word a part of the text, whatever the case of its letters.
    package func slips(in text: String) -> Int {
        if length == 0 { return 0 }
        var text = text.utf8.allSatisfy { $0 < 0x80 } ? text : text.lowercased()
        return text.withUTF8 { bytes in
            var (plus, minus) = (UInt64.max, UInt64(0))
            var (slips, fewest) = (length, length)
            let end: UInt64 = 1 << UInt64(length - 1)
            for byte in bytes {
                let here = places[Int((0x41...0x5A).contains(byte) ? byte | 0x20 : byte)]
                let vertical = here | minus
                let horizontal = (((here & plus) &+ plus) ^ plus) | here
                var up = minus | ~(horizontal | plus)
                var down = plus & horizontal
                if up & end != 0 { slips += 1 }
                if down & end != 0 { slips -= 1 }
                fewest = min(fewest, slips)
                // A part may begin anywhere at no cost.
                up <<= 1
                down <<= 1
                plus = down | ~(vertical | up)
                minus = up & vertical
            }
            return fewest
        }
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
