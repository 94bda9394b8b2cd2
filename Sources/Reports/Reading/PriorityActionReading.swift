import Inspections
import Text

/// Reads what a letter says of areas for priority action: below a heading, else in sentences of their own.
struct PriorityActionReading {
    /// The gravest that is said.
    let action: PriorityAction
    /// The words that say so; `nil` where none do.
    let printed: String?

    init(_ lines: [Line]) {
        let headings = lines.indices.filter { PriorityActionReading.isHeading(lines[$0]) }
        var said = headings.compactMap { PriorityActionReading.section(lines, at: $0) }
        if said.isEmpty {
            // A heading is no part of the sentence below it.
            let text = lines.map { PriorityActionReading.isHeading($0) ? $0.text + "." : $0.text }
            said = PressArticle.sentences(text.joined(separator: " ")).compactMap { sentence in
                PrioritySentence(sentence)?.action.map { (action: $0, printed: sentence) }
            }
        }
        let gravest = [PriorityAction.yes, .remain].lazy.compactMap { action in said.first { $0.action == action } }
            .first
        (action, printed) = (gravest?.action ?? .no, gravest?.printed)
    }

    /// Not the end of a sentence, or its middle.
    private static func isHeading(_ line: Line) -> Bool {
        guard [["areas", "for", "priority", "action"], ["area", "for", "priority", "action"]].contains(line.words)
        else {
            return false
        }
        let text = line.text.collapsed
        return text.first?.isUppercase == true && text.last != "."
    }

    /// Lines below a heading in which its first sentence ends.
    private static let mostLines = 8

    /// What a heading and the sentences below it say; `nil` where these say that there are no such areas.
    private static func section(_ lines: [Line], at index: Int) -> (action: PriorityAction, printed: String)? {
        let text = lines[(index + 1)...].prefix(mostLines).map(\.text).joined(separator: " ")
        let sentences = PressArticle.sentences(text).prefix(2)
        if let first = sentences.first, isDenial(first) { return nil }
        let remains = sentences.contains { PrioritySentence($0)?.action == .remain || isAboutThem($0) }
        return (remains ? .remain : .yes, ([lines[index].text.collapsed] + sentences.prefix(1)).joined(separator: ": "))
    }

    private static func isDenial(_ sentence: String) -> Bool {
        let words = Words.of(sentence)
        if words.first == "none" { return true }
        if words.first == "there", words.count > 2, ["no", "none"].contains(words[2]) { return true }
        return PrioritySentence(sentence)?.isDenied == true
    }

    /// `Both remain.`
    private static func isAboutThem(_ sentence: String) -> Bool {
        let words = Words.of(sentence)
        return ["they", "these", "those", "both", "all"].contains(words.first ?? "")
            && !Set(words.prefix(4)).isDisjoint(with: PrioritySentence.remaining)
    }
}

/// A sentence that speaks of areas for priority action.
struct PrioritySentence {
    /// It says that there are none, or none that remain.
    let isDenied: Bool
    /// `nil` where it states none: it denies them, or tells of an earlier visit, of what follows if there are any, or
    /// of what has become of them.
    let action: PriorityAction?

    /// `nil` for a sentence that speaks of no such area.
    init?(_ sentence: String) {
        let words = Words.of(sentence)
        guard let mention = PrioritySentence.mention(in: words) else { return nil }
        let clause = words[..<mention.lowerBound]
        let start = clause.lastIndex(where: PrioritySentence.turns.contains) ?? clause.startIndex
        let after = words[mention.upperBound...].filter { $0 != "been" }.prefix(2)
        isDenied =
            clause[start...].contains(where: PrioritySentence.negations.contains)
            || (after.count == 2 && PrioritySentence.auxiliaries.contains(after[after.startIndex])
                && after.last == "not")
        let all = Set(words)
        if isDenied {
            action = nil
        } else if !all.isDisjoint(with: PrioritySentence.remaining) {
            action = .remain
        } else if all.isDisjoint(with: PrioritySentence.others), !words.contains(where: PrioritySentence.isYear),
            !all.isDisjoint(with: PrioritySentence.verbs)
        {
            action = .yes
        } else {
            action = nil
        }
    }

    /// Where the words name such areas: `areas identified for priority action`, `two priority actions`.
    private static func mention(in words: [String]) -> Range<Int>? {
        for index in words.indices.dropLast() where words[index] == "priority" {
            guard ["action", "actions"].contains(words[index + 1]) else { continue }
            let before = words[..<index]
            if ["for", "of"].contains(before.last ?? ""),
                let area = before.suffix(5).lastIndex(where: { $0 == "area" || $0 == "areas" })
            {
                return area..<index + 2
            }
            if counts.contains(before.last ?? "") { return index..<index + 2 }
        }
        return nil
    }

    static let remaining: Set<String> = ["existing", "remain", "remains", "remained"]
    /// Behind these another thing is said.
    private static let turns: Set<String> = ["but", "although", "though", "however", "while", "whilst"]
    private static let negations: Set<String> = [
        "no", "not", "nor", "neither", "none", "without", "never", "didnt", "dont", "isnt", "arent", "wasnt", "werent",
    ]
    private static let auxiliaries: Set<String> = ["is", "are", "was", "were", "has", "have"]
    private static let counts: Set<String> = ["a", "one", "two", "three", "four", "five", "six", "following"]
    private static let verbs: Set<String> = [
        "is", "are", "was", "were", "has", "have", "identified", "identify", "found", "find", "set", "made", "resulted",
        "requires", "require",
    ]
    /// Of an earlier visit, of what would follow, or of what has become of them.
    private static let others: Set<String> = [
        "previous", "previously", "last", "earlier", "since", "following", "ago", "where", "if", "when", "whether",
        "would", "should", "may", "could", "any", "addressed", "addressing", "resolved", "met", "completed", "progress",
        "progressed", "improved", "notified", "submit", "responds", "response", "plan",
    ]

    private static func isYear(_ word: String) -> Bool {
        word.utf8.count == 4 && word.hasPrefix("20") && word.utf8.allSatisfy { (0x30...0x39).contains($0) }
    }
}
