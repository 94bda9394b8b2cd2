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
