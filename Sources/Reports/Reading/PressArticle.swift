import Inspections
import Text

/// Reads grades that running prose reports: `quality of practice was judged as ‘inadequate’`.
struct PressArticle: Sendable {
    private(set) var statements: [Statement] = []
    let dates: ArticleDates

    /// What is wished, feared or told of other times is no grade of this inspection.
    private static let otherTimes: Set<String> = [
        "should", "could", "would", "may", "might", "must", "if", "unless", "until", "aim", "aiming", "aims", "hope",
        "hopes", "hoping", "expect", "expects", "expected", "had", "previous", "previously", "earlier", "formerly",
        "last", "since", "ago", "before", "next", "will", "want", "wants", "respectively",
    ]

    /// `paragraphs`: the article's text, quoted speech included, which confirms or contradicts like the rest.
    init(_ paragraphs: [String], areas: [PrintedArea], grades: GradeWords) {
        let sentences = paragraphs.flatMap(PressArticle.sentences).map { (text: $0, words: Words.of($0)) }
        let dates = ArticleDates(sentences.filter { !PressArticle.tellsOfAnotherTime($0.words) }.map(\.text))
        self.dates = dates
        let claims = PressClaims(areas, grades: grades)
        for (sentence, words) in sentences
        where !PressArticle.tellsOfAnotherTime(words) && dates.years.isSuperset(of: ArticleDates.years(in: words)) {
            for claim in claims.find(in: words) {
                statements.append(
                    Statement(
                        area: claim.area, grade: claim.grade.grade,
                        printed: sentence.asPrinted(words[claim.grade.words]), page: 1, evidence: sentence,
                        source: .sentence, isExact: true))
            }
        }
    }

    /// A sentence that names a day in May does not say what may be.
    private static func tellsOfAnotherTime(_ words: [String]) -> Bool {
        words.indices.contains { index in
            otherTimes.contains(words[index]) && !(words[index] == "may" && isMonth(words, index))
        }
    }

    private static func isMonth(_ words: [String], _ index: Int) -> Bool {
        [index - 1, index + 1].contains { words.indices.contains($0) && words[$0].first?.isNumber == true }
    }

    /// Ends a sentence at a full stop, question or exclamation mark that white space or a closing quotation mark
    /// follows.
    static func sentences(_ paragraph: String) -> [String] {
        var sentences: [String] = []
        var sentence = ""
        var mayEnd = false
        for character in paragraph {
            if mayEnd, character.isWhitespace {
                sentences.append(sentence.collapsed)
                sentence = ""
            }
            sentence.append(character)
            mayEnd = ".!?".contains(character) || (mayEnd && "”’\"')".contains(character))
        }
        if !sentence.collapsed.isEmpty { sentences.append(sentence.collapsed) }
        return sentences
    }
}

/// Finds in one sentence of running prose which areas it says were given which grade.
struct PressClaims {
    typealias Claim = (area: String, grade: GradeWords.Match)

    /// What prose calls the areas, longest first: a name within a longer name is not meant.
    private let phrases: [(area: String, words: [String])]
    private let grades: GradeWords

    private static let verbs: Set<String> = ["judged", "rated", "deemed", "graded", "assessed", "found", "declared"]
    private static let auxiliaries: Set<String> = ["was", "were", "is", "are", "been", "being"]
    private static let adverbs: Set<String> = ["both", "all", "also", "each", "again", "overall"]
    private static let links: Set<String> = ["as", "to", "be", "being"]
    private static let fillers: Set<String> = ["the", "its", "their", "and", "both", "councils"]
    private static let turns: Set<String> = ["while", "whilst", "whereas", "but", "although", "though", "however"]
    /// A subject with one of these is denied, or is told of in a side remark.
    private static let denials: Set<String> = [
        "no", "not", "none", "neither", "nor", "never", "without", "cannot", "which", "who", "whose", "when", "where",
    ]
    private static let articles: Set<String> = ["the", "a", "an", "its", "their", "this"]

    init(_ areas: [PrintedArea], grades: GradeWords) {
        phrases = areas.flatMap { area in area.phrases.map { (area: area.id, words: $0) } }
            .sorted { $0.words.count > $1.words.count }
        self.grades = grades
    }

    /// All claims of a sentence's words; the clause before a turn ("while", "but") says nothing of the one after it.
    func find(in words: [String]) -> [Claim] {
        var claims: [Claim] = []
        var clause = 0
        for index in words.indices {
            if PressClaims.turns.contains(words[index]) { clause = index + 1 }
            guard index >= clause else { continue }
            let subject = Array(words[clause..<index])
            let isDenied = subject.contains(where: PressClaims.denials.contains)
            if PressClaims.verbs.contains(words[index]), isPassive(subject) {
                guard let grade = grade(in: words, at: index + 1) else { continue }
                clause = grade.end
                let areas = named(in: subject)
                // "Both" tells how many were meant; another number was not understood.
                guard !isDenied, isAlone(grade, in: words), !subject.suffix(3).contains("both") || areas.count == 2
                else { continue }
                claims += areas.map { ($0, grade) }
            } else if PressClaims.verbs.contains(words[index]) || words[index] == "caused" {
                guard let claim = active(words, after: index) else { continue }
                clause = claim.grade.end
                if !isDenied, isAlone(claim.grade, in: words) {
                    claims += claim.areas.map { ($0, claim.grade) }
                }
            } else if !isDenied, let claim = inRelation(words, index) {
                claims.append(claim)
            }
        }
        return claims
    }

    /// `quality of practice was also judged`; without a verb, as headlines have it, areas alone: `quality of practice
    /// judged`.
    private func isPassive(_ subject: [String]) -> Bool {
        let bare = Array(subject[..<(subject.lastIndex { !PressClaims.adverbs.contains($0) }.map { $0 + 1 } ?? 0)])
        if let last = bare.last, PressClaims.auxiliaries.contains(last) { return true }
        let listed = list(in: bare, from: 0)
        return !listed.areas.isEmpty && listed.end == bare.count
    }

    /// `rated the quality of practice and leadership as good`, `caused the overall judgement to be inadequate`.
    private func active(_ words: [String], after verb: Int) -> (areas: [String], grade: GradeWords.Match)? {
        let listed = list(in: words, from: verb + 1)
        guard !listed.areas.isEmpty, let grade = grade(in: words, at: listed.end) else { return nil }
        return (listed.areas, grade)
    }

    /// The areas that stand here with nothing but articles and joining words between them, and where they end.
    private func list(in words: [String], from start: Int) -> (areas: [String], end: Int) {
        var areas: [String] = []
        var place = start
        while place < words.count {
            if let phrase = phrases.first(where: { words[place...].starts(with: $0.words) }) {
                if !areas.contains(phrase.area) { areas.append(phrase.area) }
                place += phrase.words.count
            } else if PressClaims.fillers.contains(words[place]) {
                place += 1
            } else {
                break
            }
        }
        return (areas, place)
    }

    /// `the inadequate outcome in relation to the quality of practice`.
    private func inRelation(_ words: [String], _ index: Int) -> Claim? {
        guard let grade = grades.match(words, at: index) else { return nil }
        for lead in [["outcome", "in", "relation", "to", "the"], ["outcome", "in", "relation", "to"]] {
            guard words[grade.end...].starts(with: lead) else { continue }
            let rest = words[(grade.end + lead.count)...]
            if let phrase = phrases.first(where: { rest.starts(with: $0.words) }) { return (phrase.area, grade) }
        }
        return nil
    }

    private func grade(in words: [String], at start: Int) -> GradeWords.Match? {
        var place = start
        while place < words.count, PressClaims.links.contains(words[place]) { place += 1 }
        return grades.match(words, at: place)
    }

    /// False where the grade is one of several (`good or outstanding`), of a part (`good in places`) or of another time
    /// (`good in 2019`).
    private func isAlone(_ grade: GradeWords.Match, in words: [String]) -> Bool {
        let rest = words[grade.end...]
        switch rest.first {
        case "or": return false
        case "and": return grades.match(words, at: grade.end + 1) == nil
        case "in": return rest.dropFirst().first.map(PressClaims.articles.contains) ?? false
        case "enough": return false
        default: return true
        }
    }

    /// The areas that these words name, in the order in which they stand.
    private func named(in words: [String]) -> [String] {
        var areas: [String] = []
        var place = 0
        while place < words.count {
            guard let phrase = phrases.first(where: { words[place...].starts(with: $0.words) }) else {
                place += 1
                continue
            }
            if !areas.contains(phrase.area) { areas.append(phrase.area) }
            place += phrase.words.count
        }
        return areas
    }
}
