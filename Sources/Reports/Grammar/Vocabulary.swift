import Text

/// The words that frameworks print: what mends a word of theirs that a hyphen or the end of a line has broken.
struct Vocabulary: Sendable {
    private let words: Set<String>

    init(_ words: some Sequence<String>) { self.words = Set(words) }

    /// The lines with each broken word whole, on the line where it begins: `experi-`, `ences of` are `experiences`,
    /// `of`.
    func mended(_ lines: [Line]) -> [Line] {
        var mended: [Line] = []
        mended.reserveCapacity(lines.count)
        for line in lines {
            var line = withoutHyphens(line)
            if let last = mended.last, last.page == line.page, let whole = whole(last, line) {
                mended[mended.count - 1] = whole.first
                guard let rest = whole.rest else { continue }
                line = rest
            }
            mended.append(line)
        }
        return mended
    }

    /// `well-being` as `wellbeing`, where that is a word; others stay the words that a hyphen joins.
    private func withoutHyphens(_ line: Line) -> Line {
        guard line.text.unicodeScalars.contains(where: Vocabulary.isHyphen) else { return line }
        var words: [String] = []
        for part in line.text.split(whereSeparator: \.isWhitespace) {
            let parts = Words.of(part)
            guard parts.count > 1, part.unicodeScalars.contains(where: Vocabulary.isHyphen) else {
                words += parts
                continue
            }
            let start = words.count
            for word in parts {
                if words.count > start, let last = words.last, self.words.contains(last + word) {
                    words[words.count - 1] = last + word
                } else {
                    words.append(word)
                }
            }
        }
        return Line(text: line.text, page: line.page, words: words)
    }

    /// The two lines, where the end of the first and the beginning of the second are one word. Without a hyphen two
    /// words of the vocabulary stay two: "in" and "adequate" are not "inadequate".
    private func whole(_ first: Line, _ second: Line) -> (first: Line, rest: Line?)? {
        guard let head = first.words.last, let tail = second.words.first, let mark = first.text.unicodeScalars.last,
            let letter = second.text.unicodeScalars.first, letter.properties.isAlphabetic
        else { return nil }
        let isHyphenated = Vocabulary.isHyphen(mark)
        guard isHyphenated || (mark.properties.isAlphabetic && !(words.contains(head) && words.contains(tail))),
            words.contains(head + tail)
        else { return nil }
        let begun = isHyphenated ? String(first.text.unicodeScalars.dropLast()) : first.text
        let printed = second.text.prefix { !$0.isWhitespace }
        let rest = String(second.text.dropFirst(printed.count)).trimmed
        return (
            Line(text: begun + printed, page: first.page, words: first.words.dropLast() + [head + tail]),
            second.words.count < 2
                ? nil : Line(text: rest, page: second.page, words: Array(second.words.dropFirst()))
        )
    }

    private static func isHyphen(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x2D, 0xAD, 0x2010, 0x2011: true
        default: false
        }
    }
}

extension Vocabulary {
    /// All words of the frameworks' areas, grades, titles and statements, and of these titles.
    init(_ frameworks: [FrameworkData], titles: [Pattern]) {
        // Statement by statement: one sum of all of them takes the compiler seconds.
        var phrases: [[String]] = []
        var patterns = titles
        for data in frameworks {
            phrases += data.grades.flatMap(\.forms)
            phrases += data.marks
            patterns += data.titles
            for area in data.areas {
                phrases += area.labels
                patterns += area.sentences
                for statement in area.statements {
                    phrases += statement.says
                    phrases += statement.confirmedBy
                }
            }
        }
        self.init(phrases.flatMap(\.self) + patterns.flatMap(\.words))
    }
}

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

/// The printed forms of one scale's grades, longest first.
struct GradeWords: Sendable {
    struct Match: Sendable, Hashable {
        let grade: String
        let words: Range<Int>

        var end: Int { words.upperBound }
    }

    /// Best first.
    private let order: [String]
    /// The words that a grade can begin with.
    private let firsts: Set<String>
    private let forms: [(grade: String, words: [String], number: Int?)]

    init(_ grades: [PrintedGrade]) {
        order = grades.map(\.id)
        firsts = Set(grades.flatMap(\.forms).compactMap(\.first)).union(["grade"])
        forms = grades.flatMap { grade in grade.forms.map { (grade.id, $0, grade.number) } }
            .sorted { $0.words.count > $1.words.count }
    }

    /// The longest grade that begins at `start`; `nil` too where its number contradicts its word.
    func match(_ words: [String], at start: Int) -> Match? {
        guard start < words.count, firsts.contains(words[start]) else { return nil }
        if start + 2 < words.count, words[start] == "grade", let number = Int(words[start + 1]) {
            guard let found = match(words, at: start + 2),
                forms.contains(where: { $0.grade == found.grade && $0.number == number })
            else { return nil }
            return Match(grade: found.grade, words: start..<found.end)
        }
        for form in forms
        where start + form.words.count <= words.count
            && words[start..<(start + form.words.count)].elementsEqual(form.words)
        {
            var end = start + form.words.count
            if end + 1 < words.count, words[end] == "grade" {
                guard let number = form.number, words[end + 1] == String(number) else { return nil }
                end += 2
            }
            return Match(grade: form.grade, words: start..<end)
        }
        return nil
    }

    /// A grade's place in its scale, as the framework lists it.
    func place(of grade: String) -> Int? { order.firstIndex(of: grade) }

    /// How many of these last words are that grade.
    func length(of grade: String, in words: [String]) -> Int {
        forms.first { $0.grade == grade && words.suffix($0.words.count).elementsEqual($0.words) }?.words.count ?? 0
    }

    /// The grade that these words are, from first to last.
    func exactly(_ words: [String]) -> String? {
        guard let match = match(words, at: 0), match.end == words.count else { return nil }
        return match.grade
    }

    /// True where these words are a part of a longer form: a line of a grade that is wrapped.
    func isPart(_ words: [String]) -> Bool {
        guard let longest = forms.first?.words.count, !words.isEmpty, words.count < longest else { return false }
        return forms.contains { $0.words.count > words.count && Words.find(words, in: $0.words) != nil }
    }

    /// Where a whole or a begun grade starts that ends these words; `nil` where none does.
    func startOfTrailing(_ words: [String]) -> Int? {
        words.indices.first { start in
            guard firsts.contains(words[start]) else { return false }
            let tail = Array(words[start...])
            return exactly(tail) != nil
                || forms.contains { $0.words.count > tail.count && $0.words.starts(with: tail) }
        }
    }
}
