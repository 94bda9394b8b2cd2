/// Finds the name that was probably meant.
package enum NearestName {
    /// The candidate at the smallest edit distance, if that is small for its length.
    package static func of(_ name: String, among candidates: [String]) -> String? {
        let scored = candidates.map { ($0, distance(Array(name.lowercased()), Array($0.lowercased()))) }
        guard let best = scored.min(by: { $0.1 < $1.1 }) else { return nil }
        return best.1 <= max(1, min(name.count, best.0.count) / 3) ? best.0 : nil
    }

    /// What is said behind the naming of an unknown name: the one that was probably meant, else all, or `many` where they are
    /// too many for a line.
    package static func hint(for name: String, among known: [String], many: String = "") -> String {
        if let near = of(name, among: known) { return "; did you mean \"\(near)\"?" }
        if known.count > few { return many }
        return known.isEmpty ? "" : "; known are \(known.joined(separator: ", "))"
    }

    private static let few = 40

    /// Edits between two words: letters added, dropped, changed, or two neighbours swapped, the commonest slip of fingers.
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
