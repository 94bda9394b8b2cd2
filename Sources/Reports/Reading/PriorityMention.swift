/// A place where a sentence names areas for priority action, with the words around it.
struct PriorityMention {
    /// Whether areas are dealt with.
    enum End {
        case reached, partly
        /// They are not, and it is said.
        case open
    }

    /// Of its part of the sentence, before the areas and what counts or describes them, behind the last turn.
    let lead: ArraySlice<String>
    /// What counts or describes them: `no further`, `two of the three`.
    let chain: ArraySlice<String>
    /// Of its part of the sentence, before the areas, behind the last turn.
    let before: ArraySlice<String>
    /// What stands before that.
    let intro: [String]
    /// True where its part of the sentence turns from another thing to this.
    let isTurned: Bool
    /// Behind the areas, in all parts, up to where another thing is said.
    let after: ArraySlice<String>
    /// All words.
    private let sentence: [String]
    private let parts: ArraySlice<Int>
    private let part: Int

    /// `after` and `before`: where the neighbouring places end and begin.
    init(_ place: Range<Int>, in sentence: PartedWords, after first: Int?, before last: Int?) {
        let words = sentence.words
        self.sentence = words
        part = sentence.parts[place.lowerBound]
        let own = words[max(sentence.parts.firstIndex(of: part) ?? 0, first ?? 0)..<place.lowerBound]
        let turn = own.lastIndex(where: PriorityWords.turns.contains)
        isTurned = turn != nil
        let begin = turn ?? own.startIndex
        before = words[begin..<place.lowerBound]
        intro = Array(words[(first ?? 0)..<begin])
        let link = before.lastIndex { !PriorityWords.chain.contains($0) }
        chain = before[(link.map { $0 + 1 } ?? begin)...]
        lead = before[..<chain.startIndex]
        let end = last ?? words.count
        let rest = words[place.upperBound..<end]
        after = rest[..<(rest.firstIndex(where: PriorityWords.asides.contains) ?? end)]
        parts = sentence.parts[after.indices]
    }

    /// `areas identified for priority action`, `areas that require priority action`, `two priority actions`.
    static func all(in sentence: PartedWords) -> [Range<Int>] {
        let words = sentence.words
        var found: [Range<Int>] = []
        for index in words.indices.dropLast()
        where words[index] == "priority" && ["action", "actions"].contains(words[index + 1]) {
            if let place = place(at: index, behind: found.last?.upperBound ?? 0, in: words) { found.append(place) }
        }
        return found
    }

    private static func place(at index: Int, behind first: Int, in words: [String]) -> Range<Int>? {
        let before = words[first..<index]
        if links.contains(before.last ?? ""),
            let area = before.suffix(5).lastIndex(where: { $0 == "area" || $0 == "areas" })
        {
            return area..<index + 2
        }
        let isOther = index + 2 < words.count && others.contains(words[index + 2])
        return !isOther && isCounted(before) ? index..<index + 2 : nil
    }

    private static let links: Set<String> = [
        "for", "of", "requiring", "needing", "require", "requires", "need", "needs",
    ]
    /// What bears the name and is none: `a priority action plan`.
    private static let others: Set<String> = ["plan", "plans", "planning", "board", "meeting", "meetings", "group"]

    /// `two additional priority actions`
    private static func isCounted(_ before: ArraySlice<String>) -> Bool {
        let chain = before.reversed().prefix { PriorityWords.chain.contains($0) }
        return chain.contains {
            PriorityWords.counts.contains($0) || ["no", "any", "following", "both", "existing"].contains($0)
        }
    }

    /// `there is`, `we identified`: the word that the areas stand behind.
    private var verb: String? { lead.last { !PriorityWords.adverbs.contains($0) } }

    private var isNegated: Bool { lead.suffix(6).contains(where: PriorityWords.negations.contains) }

    /// `two of the three`
    var isPart: Bool { chain.contains("of") }

    /// No area that is known from elsewhere.
    private var isNew: Bool {
        chain.contains("following") || !chain.contains(where: PriorityWords.known.contains)
    }
}

// MARK: - What does not state any

extension PriorityMention {
    /// `Where a visit results in`, `may lead to`, `any areas that are identified`.
    var isConditional: Bool {
        if let place = before.lastIndex(where: PriorityWords.conditions.contains) {
            let between = before[(place + 1)..<chain.startIndex]
            let isThen = between.contains(where: PriorityWords.foundThen.contains)
            if between.contains(where: PriorityWords.outcomes.contains), !isThen { return true }
            if between.isEmpty, ["is", "are"].contains(after.first ?? "") { return true }
        }
        if let modal = lead.lastIndex(where: PriorityWords.modals.contains), lead.endIndex - modal <= 4, isNew,
            lead[(modal + 1)...].prefix(2).contains(where: PriorityWords.outcomes.contains)
        {
            return true
        }
        if chain.contains("any"), !isNegated, isNew, !remains, end == nil { return true }
        return PriorityWords.modals.contains(after.first ?? "") && after.dropFirst().first == "be"
            && PriorityWords.foundThen.contains(after.dropFirst(2).first ?? "")
    }

    /// That there are such areas, or that they are something.
    var isDenied: Bool {
        if chain.contains(where: ["no", "none", "neither"].contains) { return true }
        if ["without", "neither", "nor"].contains(lead.last ?? "") { return true }
        if isFound, isNegated, isNew, isByInspectors { return true }
        if lead.suffix(2) == ["no", "longer"] { return true }
        if lead.last == "not", PriorityWords.beings.contains(lead.dropLast().last ?? ""), lead.contains("there") {
            return true
        }
        // `were not identified`
        let next = after.prefix(4).filter { $0 != "been" }
        return isNew && next.count > 2 && PriorityWords.auxiliaries.contains(next[0]) && next[1] == "not"
            && PriorityWords.foundThen.contains(next[2]) && (next.count == 3 || next[3] != "to")
    }

    /// `no areas other than those of the last visit`
    var hasException: Bool {
        after.contains(
            where: ["than", "beyond", "besides", "beside", "except", "apart", "outside", "excluding"].contains)
    }

    var remains: Bool {
        let verbs: Set<String> = ["remain", "remains"]
        guard let place = after.firstIndex(where: verbs.contains) else { return false }
        if after[..<place].suffix(2).contains(where: ["not", "longer"].contains) { return false }
        // `but weaknesses remain` says nothing of the areas, nor does `progress against the areas remains slow`.
        if parts[place] == part { return !["against", "on", "towards", "with", "about"].contains(lead.last ?? "") }
        let begin = parts[..<place].lastIndex { $0 != parts[place] }.map { $0 + 1 } ?? after.startIndex
        return after[begin..<place].allSatisfy(["they", "both", "all", "each", "still", "and"].contains)
    }

    /// A word of its sentence may mean that they are not dealt with.
    var isLeftOpen: Bool {
        sentence.indices.contains { index in
            let isEnd = sentence.dropFirst(index + 1).first == "longer"
            return PriorityWords.lefts.contains(sentence[index])
                || (PriorityWords.negations.contains(sentence[index]) && !isEnd)
        }
    }

    var isOpen: Bool {
        if chain.contains(where: PriorityWords.open.contains) { return true }
        // `remains an area`, `is still an area`
        return !isNegated && lead.suffix(3).contains(where: ["remain", "remains", "still"].contains) && isNew
    }

    /// `nil` for nothing, or for what is yet to be done.
    var end: End? {
        let places = after.indices.filter { place in
            // `met with concern`
            let isOther = after[place] == "met" && after[(place + 1)...].first == "with"
            return PriorityWords.ends.contains(after[place]) && !isOther
        }
        if let place = places.first {
            let between = after[..<place]
            let last = between.suffix(4)
            guard last.contains(where: PriorityWords.auxiliaries.contains), !last.contains("be"), !last.contains("to")
            else { return nil }
            if places.count > 1 { return .partly }
            return end(between, isOpen: lead.last == "not")
        }
        guard PriorityWords.ends.contains(lead.last ?? ""), lead.suffix(5).contains(where: ["has", "have"].contains)
        else { return nil }
        return end(lead.dropLast().suffix(5), isOpen: false)
    }

    private func end(_ words: ArraySlice<String>, isOpen: Bool) -> End {
        if isOpen || chain.contains(where: ["no", "none", "neither"].contains)
            || words.contains(where: PriorityWords.negations.contains)
        {
            return .open
        }
        let isWhole = !isPart || chain.contains(where: ["all", "both", "each"].contains)
        return isWhole && !(words + chain).contains(where: PriorityWords.halves.contains) ? .reached : .partly
    }
}

// MARK: - What states some

extension PriorityMention {
    /// That there are such areas, whenever.
    var isStated: Bool {
        if PriorityWords.needs.contains(after.first ?? "") { return chain.contains("following") || isNew }
        if isOfThisVisit { return true }
        // `should act to address the following area for priority action: ...`
        if chain.contains("following"), let place = after.indices.first, parts[place] != part { return true }
        guard isNew else { return false }
        let (verb, isThere) = (self.verb ?? "", lead.suffix(4).contains("there"))
        if isThere, PriorityWords.beings.contains(verb) { return !lead.suffix(3).contains("not") }
        if isNegated || intro.contains(where: PriorityWords.conditions.contains) { return false }
        if before.dropFirst().contains(where: PriorityWords.conditions.contains) { return false }
        if PriorityWords.beings.contains(verb) { return true }
        if isFound || (verb == "as" && lead.suffix(6).contains(where: PriorityWords.foundThen.contains)) {
            return isByInspectors
        }
        return isFoundBehind
    }

    /// `the areas for priority action identified at this visit`
    private var isOfThisVisit: Bool {
        guard PriorityWords.foundThen.contains(after.first ?? ""),
            let place = after.prefix(5).firstIndex(of: "this")
        else { return false }
        return PriorityWords.visits.contains(after[(place + 1)...].first ?? "")
    }

    /// `identified an area`, by the past of its verb.
    var isFoundThen: Bool {
        PriorityWords.foundThen.contains(verb ?? "") || ["was", "were"].contains(verb ?? "") || isFoundBehind
    }

    /// `was identified`, `have been set`
    var isFoundBehind: Bool {
        let next = after.prefix(4).filter { !["been", "also", "therefore", "then"].contains($0) }
        return isNew && next.count > 1 && PriorityWords.auxiliaries.contains(next[0])
            && PriorityWords.foundThen.contains(next[1])
    }

    private var isFound: Bool {
        verb.map { PriorityWords.foundThen.contains($0) || PriorityWords.foundNow.contains($0) } ?? false
    }

    /// What leaders have found is their own.
    private var isByInspectors: Bool {
        lead.contains(where: PriorityWords.inspecting.contains)
            || !lead.contains(where: PriorityWords.inspected.contains)
    }
}
