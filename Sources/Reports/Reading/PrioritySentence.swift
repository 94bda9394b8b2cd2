import Inspections
import Text

/// A sentence that speaks of areas for priority action. What it says is taken from a strict grammar around each place
/// that names them: whatever that does not know is unclear, never "none".
struct PrioritySentence {
    let saying: PrioritySaying

    /// `nil` for a sentence that speaks of no such area. `visit`: the days of the letter's own.
    init?(_ sentence: String, visit: InspectionDates) {
        let words = PartedWords(sentence)
        let mentions = PriorityMention.all(in: words)
        let sayings = mentions.indices.map { index in
            PrioritySentence.saying(
                of: PriorityMention(
                    mentions[index], in: words, after: index == 0 ? nil : mentions[index - 1].upperBound,
                    before: index + 1 < mentions.count ? mentions[index + 1].lowerBound : nil),
                visit: visit)
        }
        guard let saying = PrioritySaying.gravest(of: sayings) else { return nil }
        self.saying = saying
    }

    private static func saying(of mention: PriorityMention, visit: InspectionDates) -> PrioritySaying {
        if mention.isConditional { return .elsewhere }
        if let denial = denial(in: mention) { return denial }
        if mention.remains { return .remaining }
        if let end = end(of: mention) { return end }
        if mention.isOpen { return .remaining }
        guard mention.isStated else {
            // Those of another visit are spoken of, and not a word says that they remain.
            let isTold = !mention.isLeftOpen && PriorityTime(of: mention, visit: visit) == .earlier
            return isTold ? .elsewhere : .unclear
        }
        switch PriorityTime(of: mention, visit: visit) {
        case .now: return .stated
        // What was found then, and no word of what is now.
        case .earlier: return mention.isFoundThen ? .elsewhere : .unclear
        case .unsure: return .unclear
        }
    }

    private static func denial(in mention: PriorityMention) -> PrioritySaying? {
        guard mention.isDenied else { return nil }
        if mention.hasException { return .unclear }
        // `No area for priority action has been addressed.`
        if mention.end != nil { return .remaining }
        if mention.isPart { return mention.remains ? .denied : .unclear }
        return mention.chain.contains(where: PriorityWords.added.contains) ? .noneNew : .denied
    }

    /// `have been addressed`, `has addressed the areas`.
    private static func end(of mention: PriorityMention) -> PrioritySaying? {
        switch mention.end {
        case .open: .remaining
        case .partly: .unclear
        // Found and dealt with at one visit: that no grammar can tell.
        case .reached: mention.isFoundBehind ? .unclear : .ended
        case nil: nil
        }
    }
}

/// Words of a sentence, with the part that each is in: commas, colons and dashes end one.
struct PartedWords {
    let words: [String]
    /// By word.
    let parts: [Int]

    init(_ sentence: String) {
        var words: [String] = []
        var parts: [Int] = []
        var part = ""
        var number = 0
        func end() {
            let own = Words.of(part)
            words += own
            parts += own.map { _ in number }
            if !own.isEmpty { number += 1 }
            part = ""
        }
        var mayEnd = false
        for character in sentence {
            if character.isWhitespace, mayEnd { end() }
            mayEnd =
                ",;:".contains(character) || ("-–—".contains(character) && part.last?.isWhitespace != false)
            part.append(character)
        }
        end()
        self.words = words
        self.parts = parts
    }
}

/// When something was, by the words around it.
enum PriorityTime {
    case now, earlier
    /// Another time is named, and does not plainly belong to it.
    case unsure

    init(of mention: PriorityMention, visit: InspectionDates) {
        let (before, intro) = (mention.before, mention.intro)
        // `the visit in March 2019, where inspectors identified`
        let isRelative = ["where", "when"].contains(before.first ?? "")
        if let mark = PriorityTime.mark(in: Array(before), visit: visit) {
            self = PriorityTime.turnsAway(before.prefix(mark)) ? .unsure : .earlier
        } else if PriorityTime.mark(in: intro, visit: visit) != nil {
            // A heading may stand before it: it ends in no full stop.
            let isPlain = intro.contains { ["at", "during", "in", "on"].contains($0) }
            let isOne = isRelative || (isPlain && !PriorityTime.turnsAway(intro[...]))
            self = isOne && !mention.isTurned ? .earlier : .unsure
        } else if isRelative {
            self = .unsure
        } else {
            // `identified by inspectors in May 2019`; further on it is another thing's time.
            let mark = PriorityTime.mark(in: Array(mention.after), visit: visit)
            let between = mark.map { mention.after.prefix($0) }
            let isOwn = between?.allSatisfy { PriorityTime.isLink($0) || PriorityTime.turning.contains($0) } ?? false
            self = !isOwn ? .now : between.map(PriorityTime.turnsAway) == true ? .unsure : .earlier
        }
    }

    private static func turnsAway(_ words: ArraySlice<String>) -> Bool { words.contains(where: turning.contains) }

    private static let turning: Set<String> = [
        "unlike", "since", "following", "despite", "compared", "as", "after", "further", "addition", "besides", "like",
        "than", "this", "both",
    ]

    private static func isLink(_ word: String) -> Bool {
        links.contains(word) || month(word) != nil || word.allSatisfy(\.isNumber)
    }

    private static let links = PriorityWords.foundThen.union(PriorityWords.visits).union([
        "at", "in", "during", "from", "of", "on", "the", "its", "their", "our", "a", "by", "inspectors", "was", "were",
        "had", "been", "and", "joint", "targeted", "area", "ilacs", "jtai", "standard", "short", "ofsted", "ofsteds",
    ])

    /// Where another visit is named: by its place in time, its year, or its month.
    private static func mark(in words: [String], visit: InspectionDates) -> Int? {
        words.indices.first { index in
            let word = words[index]
            if ["previous", "previously", "earlier", "ago"].contains(word) { return true }
            let next = index + 1 < words.count ? words[index + 1] : ""
            if word == "last" { return PriorityWords.visits.contains(next) }
            if let year = year(word) {
                guard let start = visit.start, year == start.year else {
                    return visit.start.map { year < $0.year } ?? true
                }
                guard index > 0, let month = month(words[index - 1]) else { return false }
                return month < start.month
            }
            // A month without a year is another time, unless it is the visit's own.
            guard let month = month(word), year(next) == nil, index > 0 else { return false }
            let isNamed =
                ["in", "of", "during", "from", "since"].contains(words[index - 1])
                || words[index - 1].allSatisfy(\.isNumber)
            let own = [visit.start, visit.end].compactMap { $0?.month }
            return isNamed && !own.contains(month)
        }
    }

    private static func month(_ word: String) -> Int? {
        MonthName.full.firstIndex { $0.lowercased() == word }.map { $0 + 1 }
    }

    private static func year(_ word: String) -> Int? {
        word.utf8.count == 4 && word.hasPrefix("20") ? Int(word) : nil
    }
}
