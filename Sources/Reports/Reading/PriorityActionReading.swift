import Inspections
import Text

/// Reads what a letter says of areas for priority action: below a heading, else in sentences of their own.
struct PriorityActionReading {
    /// The gravest that is said.
    let action: PriorityAction
    /// The words that say so; `nil` where none do.
    let printed: String?

    /// `year`: of the visit.
    init(_ lines: [Line], year: Int?) {
        let headings = lines.indices.filter { PriorityActionReading.isHeading(lines[$0]) }
        var said = headings.compactMap { PriorityActionReading.section(lines, at: $0, year: year) }
        if said.isEmpty {
            // A heading is no part of the sentence below it.
            let text = lines.map { PriorityActionReading.isHeading($0) ? $0.text + "." : $0.text }
            said = PressArticle.sentences(text.joined(separator: " ")).compactMap { sentence in
                PrioritySentence(sentence, year: year)?.action.map { (action: $0, printed: sentence) }
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
    private static func section(
        _ lines: [Line], at index: Int, year: Int?
    ) -> (action: PriorityAction, printed: String)? {
        let text = lines[(index + 1)...].prefix(mostLines).map(\.text).joined(separator: " ")
        let sentences = PressArticle.sentences(text).prefix(2)
        if let first = sentences.first, isDenial(first, year: year) { return nil }
        let remains = sentences.contains { PrioritySentence($0, year: year)?.action == .remain || isAboutThem($0) }
        return (remains ? .remain : .yes, ([lines[index].text.collapsed] + sentences.prefix(1)).joined(separator: ": "))
    }

    private static func isDenial(_ sentence: String, year: Int?) -> Bool {
        let words = Words.of(sentence)
        if words.first == "none" { return true }
        if words.first == "there", words.count > 2, ["no", "none"].contains(words[2]) { return true }
        return PrioritySentence(sentence, year: year)?.isDenied == true
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
    /// `nil` where it states none: it denies them, or tells of an earlier visit, of what would follow, or of what has
    /// become of them.
    let action: PriorityAction?

    /// `nil` for a sentence that speaks of no such area. `year`: of the visit.
    init?(_ sentence: String, year: Int?) {
        let words = Words.of(sentence)
        guard let mention = PrioritySentence.mention(in: words) else { return nil }
        let before = words[..<mention.lowerBound]
        let after = words[mention.upperBound...]
        let clause = before[(before.lastIndex(where: PrioritySentence.turns.contains) ?? before.startIndex)...]
        // `Areas for priority action: ...`, a heading on the line of its text.
        let isHeading = before.isEmpty && !after.isEmpty && sentence.first?.isUppercase == true
        isDenied =
            clause.contains(where: PrioritySentence.negations.contains) || (isHeading && after.first == "none")
            || PrioritySentence.isNot(after)
        let remains = !PrioritySentence.remaining.isDisjoint(with: words)
        let isOther =
            PrioritySentence.isConditional(clause.dropLast(clause.last == "following" ? 1 : 0))
            || PrioritySentence.isEarlier(words, than: year)
        let end = PrioritySentence.end(in: words)
        if isDenied {
            action = nil
        } else if remains || end == .open {
            action = .remain
        } else if isOther || end == .reached || !(isHeading || words.contains(where: PrioritySentence.verbs.contains)) {
            action = nil
        } else {
            action = .yes
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

    /// `were not identified`, `have not been found`.
    private static func isNot(_ after: ArraySlice<String>) -> Bool {
        let next = after.prefix(4).filter { $0 != "been" }
        return next.count > 2 && auxiliaries.contains(next[0]) && next[1] == "not" && verbs.contains(next[2])
    }

    private static func isConditional(_ clause: ArraySlice<String>) -> Bool {
        clause.indices.contains { index in
            // Not the month.
            conditions.contains(clause[index])
                || (clause[index] == "may" && outcomes.contains(clause[(index + 1)...].first ?? ""))
        }
    }

    /// At another visit: an earlier one by its name, or one in another year.
    private static func isEarlier(_ words: [String], than year: Int?) -> Bool {
        words.indices.contains { index in
            let word = words[index]
            if ["previous", "previously", "earlier", "ago"].contains(word) { return true }
            if word == "last", let next = words[(index + 1)...].first { return visits.contains(next) }
            guard word.utf8.count == 4, word.hasPrefix("20"), let other = Int(word) else { return false }
            return other != year
        }
    }

    private enum End {
        /// `have been addressed`
        case reached
        /// `have not been addressed`
        case open
    }

    /// What is said of whether they are dealt with; `nil` for nothing, or for what is yet to be done.
    private static func end(in words: [String]) -> End? {
        guard let index = words.firstIndex(where: ends.contains) else { return nil }
        let before = words[..<index].suffix(4)
        if before.contains("be") || before.contains("to") { return nil }
        return before.contains("not") ? .open : .reached
    }

    static let remaining: Set<String> = ["existing", "remain", "remains", "remained"]
    /// Behind these another thing is said.
    private static let turns: Set<String> = ["but", "although", "though", "however", "while", "whilst"]
    private static let negations: Set<String> = [
        "no", "not", "nor", "neither", "none", "without", "never", "didnt", "dont", "isnt", "arent", "wasnt", "werent",
    ]
    /// Before the areas: what follows if there are any, and who hears of them.
    private static let conditions: Set<String> = [
        "where", "if", "when", "whether", "any", "since", "following", "would", "should", "could", "notified",
        "submit",
    ]
    private static let outcomes: Set<String> = ["be", "result", "lead", "find", "identify", "set", "require"]
    private static let visits: Set<String> = [
        "visit", "inspection", "focused", "monitoring", "letter", "report", "time",
    ]
    private static let ends: Set<String> = ["addressed", "addressing", "resolved", "completed", "met"]
    private static let auxiliaries: Set<String> = ["is", "are", "was", "were", "has", "have"]
    private static let counts: Set<String> = ["a", "one", "two", "three", "four", "five", "six", "following"]
    private static let verbs: Set<String> = [
        "is", "are", "was", "were", "has", "have", "identified", "identify", "found", "find", "set", "made", "resulted",
        "requires", "require", "exist", "exists", "relate", "relates", "needs", "need", "must",
    ]
}
