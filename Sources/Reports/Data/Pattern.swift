/// A printed sentence with open places: `childrens services in {name} {is} {grade}`.
struct Pattern: Sendable, Hashable {
    enum Element: Sendable, Hashable {
        case word(String)
        /// Stands or is missing: `[lscb]`.
        case optional(String)
        /// The provider's name, one to nine words; at the end of a pattern, all words that are left.
        case name
        /// `is` or `are`, or nothing where the grade brings its own verb.
        case verb
        case grade
    }

    struct Match: Sendable, Hashable {
        /// Words after the match begin here.
        var end: Int
        var name: Range<Int>?
        var grade: GradeWords.Match?
    }

    let elements: [Element]

    /// No name holds these: what they say is no plain statement of a grade.
    private static let notInNames: Set<String> = [
        "is", "are", "was", "were", "be", "been", "do", "does", "did", "not", "no", "never", "that", "which", "who",
        "where", "when", "can", "could", "should", "would", "may", "might", "will", "had", "has", "have", "board",
    ]

    /// Where one of these comes before the words that end a name, another title has begun: the same one again, or a
    /// sentence.
    private static let beginningsOfTitles: Set<String> = ["inspection", "visit"]

    /// `nil` where the text has an unknown place or no word at all.
    init?(_ text: String) {
        var elements: [Element] = []
        for part in text.split(separator: " ") {
            switch part {
            case "{name}": elements.append(.name)
            case "{is}": elements.append(.verb)
            case "{grade}": elements.append(.grade)
            case _ where part.hasPrefix("[") && part.hasSuffix("]"):
                elements.append(.optional(String(part.dropFirst().dropLast())))
            case _ where part.contains("{") || part.contains("["): return nil
            default: elements.append(contentsOf: Words.of(String(part)).map(Element.word))
            }
        }
        guard elements.contains(where: { if case .word = $0 { true } else { false } }) else { return nil }
        self.elements = elements
    }

    /// The heading of a section that states its area's grade: `The experiences and progress of care leavers are good`.
    init(headingOf label: [String], verb: String) {
        let words = label.first == "the" ? label.dropFirst() : label[...]
        elements = [.optional("the")] + words.map(Element.word) + [.word(verb), .grade]
    }

    /// The words that it is made of, open places left out.
    var words: [String] {
        elements.compactMap { element in
            switch element {
            case .word(let word), .optional(let word): word
            case .name, .verb, .grade: nil
            }
        }
    }

    /// The words that it can begin with; none where it begins with an open place.
    var beginnings: [String] {
        switch (elements.first, elements.dropFirst().first) {
        case (.word(let word), _): [word]
        case (.optional(let word), .word(let next)): [word, next]
        default: []
        }
    }

    /// False where the words cannot be its beginning: its first words are others.
    func mayBegin(_ words: [String]) -> Bool {
        for (element, word) in zip(elements.prefix(3), words) {
            guard case .word(let wanted) = element, !Words.isMark(word) else { return true }
            if !fits(word, wanted) { return false }
        }
        return true
    }

    /// Matches from `start`; where `whole`, up to the last of the words.
    func match(_ words: [String], from start: Int, whole: Bool, grades: GradeWords) -> Match? {
        step(0, words, start, Match(end: start), whole, grades)
    }

    /// The same word, one or many, or a long one with one letter mistaken.
    private func fits(_ word: String, _ wanted: String) -> Bool {
        Words.same(word, wanted)
            || (wanted.utf8.count > 5 && word.utf8.count == wanted.utf8.count && Words.isTypo(word, of: wanted))
    }

    private func step(
        _ index: Int, _ words: [String], _ at: Int, _ found: Match, _ whole: Bool, _ grades: GradeWords
    ) -> Match? {
        guard index < elements.count else {
            var found = found
            found.end = at
            return !whole || words[at...].allSatisfy(Words.isMark) ? found : nil
        }
        switch elements[index] {
        case .word(let word):
            guard at < words.count, fits(words[at], word) else {
                return pastMark(index, words, at, found, whole, grades)
            }
            return step(index + 1, words, at + 1, found, whole, grades)
        case .optional(let word):
            if at < words.count, words[at] == word,
                let match = step(index + 1, words, at + 1, found, whole, grades)
            {
                return match
            }
            return step(index + 1, words, at, found, whole, grades)
        case .verb:
            if at < words.count, words[at] == "is" || words[at] == "are" {
                return step(index + 1, words, at + 1, found, whole, grades)
            }
            guard at < words.count, words[at].hasPrefix("require") else {
                return pastMark(index, words, at, found, whole, grades)
            }
            return step(index + 1, words, at, found, whole, grades)
        case .grade:
            guard let grade = grades.match(words, at: at) else {
                return pastMark(index, words, at, found, whole, grades)
            }
            var found = found
            found.grade = grade
            return step(index + 1, words, grade.end, found, whole, grades)
        case .name:
            let isOpen = index + 1 == elements.count
            let lengths = isOpen ? max(1, words.count - at)...max(1, words.count - at) : 1...9
            for length in lengths where at + length <= words.count {
                let last = words[at + length - 1]
                if Pattern.notInNames.contains(last) { return nil }
                if !isOpen, Pattern.beginningsOfTitles.contains(last) { return nil }
                var found = found
                found.name = at..<(at + length)
                if let match = step(index + 1, words, at + length, found, whole, grades) { return match }
            }
            return nil
        }
    }

    /// The rest of the match behind a footnote's mark that stands apart.
    private func pastMark(
        _ index: Int, _ words: [String], _ at: Int, _ found: Match, _ whole: Bool, _ grades: GradeWords
    ) -> Match? {
        guard index > 0, at < words.count, Words.isMark(words[at]) else { return nil }
        return step(index, words, at + 1, found, whole, grades)
    }
}
