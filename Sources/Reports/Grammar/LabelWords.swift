/// The printed labels of a framework's areas, matched by their words.
struct LabelWords: Sendable {
    struct Match: Sendable, Hashable {
        let area: String
        /// Words lost, added or misspelt.
        let cost: Int
    }

    private let labels: [(area: String, words: [String])]
    private let words: Set<String>
    /// The same in the singular and the plural.
    private let vocabulary: Set<String>
    let longest: Int

    init(_ areas: [PrintedArea]) {
        labels = areas.flatMap { area in area.labels.map { (area.id, $0) } }
        words = Set(labels.flatMap(\.words))
        vocabulary = words.union(words.map { $0.hasSuffix("s") ? String($0.dropLast()) : $0 + "s" })
        longest = labels.map(\.words.count).max() ?? 0
    }

    /// True where all words but one occur in labels, that one misspelt at most.
    func couldBeLabel(_ words: [String]) -> Bool {
        guard words.count <= longest + 2 else { return false }
        var strange = 0
        for word in words where !vocabulary.contains(word) {
            strange += 1
            if strange > 1 || !self.words.contains(where: { Words.isTypo(word, of: $0) }) { return false }
        }
        return true
    }

    /// The one area whose label these words are; `nil` where two fit equally well.
    func match(_ words: [String]) -> Match? {
        var best: Match?
        var isTied = false
        for label in labels {
            let budget = min(2, (label.words.count + 3) / 4)
            guard let cost = distance(words, label.words, atMost: budget) else { continue }
            if let found = best, cost >= found.cost {
                if cost == found.cost, label.area != found.area { isTied = true }
            } else {
                best = Match(area: label.area, cost: cost)
                isTied = false
            }
        }
        return isTied ? nil : best
    }

    /// True where a label begins with these words.
    func isBeginning(_ words: [String]) -> Bool { labels.contains { $0.words.starts(with: words) } }

    /// Words to lose, to add (of the labels' own words only: a verb makes it prose) or to mend until the two agree.
    private func distance(_ words: [String], _ label: [String], atMost budget: Int) -> Int? {
        guard abs(words.count - label.count) <= budget else { return nil }
        let never = budget + 1
        var row = Array(0...label.count)
        for word in words {
            let added = vocabulary.contains(word) ? 1 : never
            var diagonal = row[0]
            row[0] += added
            for column in 1...label.count {
                let target = label[column - 1]
                let change = Words.same(word, target) ? 0 : Words.isTypo(word, of: target) ? 1 : never
                let cost = min(diagonal + change, row[column] + added, row[column - 1] + 1)
                diagonal = row[column]
                row[column] = cost
            }
        }
        return row[label.count] <= budget ? row[label.count] : nil
    }
}
