/// How the lines of a document begin: tells at little cost which labels it may print.
struct LineBeginnings: Sendable {
    private var firsts: Set<String> = []
    private var alone: Set<String> = []
    private var pairs: Set<String> = []

    /// The words of a label of one word and a grade; longer lines are prose.
    private static let mostBesideOne = 4
    private static let mostWords = 24

    init(_ lines: [Line]) {
        for line in lines where line.words.count <= LineBeginnings.mostWords {
            let words = line.words.drop(while: Words.isMark)
            guard let first = words.first else { continue }
            if words.count <= LineBeginnings.mostBesideOne { firsts.insert(first) }
            if words.count == 1 { alone.insert(first) }
            if let second = words.dropFirst().first { pairs.insert(first + " " + second) }
        }
    }

    /// True where a line begins as the label does, or is its first word alone.
    func contains(_ label: [String]) -> Bool {
        guard let first = label.first else { return false }
        guard label.count > 1 else { return firsts.contains(first) }
        return pairs.contains(first + " " + label[1]) || alone.contains(first)
    }
}
