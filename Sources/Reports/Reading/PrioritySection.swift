import Inspections

/// What stands below a heading "Areas for priority action": the areas themselves, that there are none, or what has
/// become of earlier ones.
enum PrioritySection {
    /// `sentences`: from the first below the heading on.
    static func saying(of sentences: some Sequence<String>, visit: InspectionDates) -> PrioritySaying {
        var rest = sentences.makeIterator()
        guard let first = rest.next() else { return .unclear }
        let saying = saying(of: first, visit: visit) ?? .stated
        if [.stated, .remaining, .denied].contains(saying) { return saying }
        // A recap; what follows it may say more.
        guard let second = rest.next(), !isHeading(second) else { return saying == .elsewhere ? .unclear : saying }
        switch PrioritySection.saying(of: second, visit: visit) {
        case .stated: return .stated
        case .remaining: return .remaining
        case .denied: return .denied
        case .ended: return .ended
        case .noneNew: return saying == .ended ? .ended : .unclear
        case .elsewhere, .unclear: return .unclear
        case nil: return saying == .ended && !isDemand(second) ? .ended : .unclear
        }
    }

    /// `nil` for what is neither about such areas nor denies them: it is one of them.
    private static func saying(of sentence: String, visit: InspectionDates) -> PrioritySaying? {
        let words = Words.of(sentence)
        // `In addition to the areas of the last visit, the local authority needs to ...`
        if words.starts(with: ["in", "addition", "to"]), isDemand(sentence) { return .stated }
        if let said = PrioritySentence(sentence, visit: visit) {
            return said.saying == .unclear && isDemand(sentence) ? .stated : said.saying
        }
        if let named = named(words) { return PrioritySentence(named, visit: visit)?.saying }
        return denial(in: words)
    }

    /// `What needs to improve in this area of social work practice?`
    private static func isHeading(_ sentence: String) -> Bool { Words.of(sentence).first == "what" }

    private static func isDemand(_ sentence: String) -> Bool {
        Words.of(sentence).contains(where: PriorityWords.needs.contains)
    }

    /// A sentence about them with their whole name: `Both remain`, `None of these has been addressed`, `Two areas were
    /// set in May`.
    private static func named(_ words: [String]) -> String? {
        guard let first = words.first else { return nil }
        let chain = words.prefix { PriorityWords.chain.contains($0) || parts.contains($0) || $0 == "they" }
        var rest = words.dropFirst(chain.count)
        let isNamed = ["area", "areas"].contains(rest.first ?? "")
        if isNamed { rest = rest.dropFirst() }
        guard PriorityWords.auxiliaries.contains(rest.first ?? "") || verbs.contains(rest.first ?? "") else {
            return nil
        }
        let before: [String]
        if isNamed {
            before = Array(chain)
        } else if pronouns.contains(first), chain.last != "the" {
            let isPart = chain.contains("of")
            before =
                isPart ? [first, "of", "the"] : ["none", "neither"].contains(first) ? ["none", "of", "the"] : ["the"]
        } else {
            return nil
        }
        return (before + ["areas", "for", "priority", "action"] + rest).joined(separator: " ")
    }

    private static let pronouns: Set<String> = [
        "they", "these", "those", "both", "all", "each", "none", "neither", "one", "two", "three", "some", "most",
    ]
    private static let verbs: Set<String> = ["remain", "remains", "still", "now"]
    private static let parts: Set<String> = ["them"]

    /// `None`, `There are none at this visit`, `No areas were identified`, `We did not identify any`.
    private static func denial(in words: [String]) -> PrioritySaying? {
        if [["nil"], ["no"], ["none"], ["not", "applicable"], ["n", "a"]].contains(words) { return .denied }
        let found = words.firstIndex { PriorityWords.foundThen.contains($0) || PriorityWords.foundNow.contains($0) }
        if let found, found < 5, found + 1 < words.count {
            if words[found + 1] == "none" { return .denied }
            let isNegated = words[..<found].contains(where: PriorityWords.negations.contains)
            if isNegated, words[found + 1] == "any", found + 2 == words.count { return .denied }
        }
        let isThere = words.first == "there" && PriorityWords.beings.contains(words.dropFirst().first ?? "")
        let rest = words.dropFirst(isThere ? 2 : 0)
        if rest.first == "none" {
            return rest.count == 1 || ends.contains(rest.dropFirst().first ?? "") ? .denied : nil
        }
        guard rest.first == "no" else { return nil }
        let chain = rest.dropFirst().prefix { PriorityWords.chain.contains($0) || $0 == "such" }
        guard ["area", "areas"].contains(rest.dropFirst(1 + chain.count).first ?? "") else { return nil }
        return chain.contains(where: PriorityWords.added.contains) ? .noneNew : .denied
    }

    private static let ends: Set<String> = ["at", "from", "on", "this", "in", "identified", "found", "set"]
}
