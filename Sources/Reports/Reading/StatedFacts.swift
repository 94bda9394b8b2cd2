/// Reads the facts beside grades that a framework's reports state in fixed words.
enum StatedFacts {
    /// The value of each fact by its id; a fact of which two values are stated is left out.
    static func read(_ facts: [PrintedFact], in lines: [Line]) -> [String: String] {
        let words = facts.isEmpty ? [] : lines.flatMap(\.words)
        var stated: [String: String] = [:]
        for fact in facts {
            let values = fact.values.filter { $0.says.contains { Words.find($0, in: words) != nil } }
            if let only = values.first, values.count == 1 { stated[fact.id] = only.value }
        }
        return stated
    }
}
