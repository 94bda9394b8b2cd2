/// Reads grades that running prose reports: `quality of practice was judged as ‘inadequate’`.
struct PressArticle: Sendable {
    private(set) var statements: [Statement] = []

    private static let verbs: Set<String> = ["judged", "rated", "deemed", "graded", "assessed", "found", "declared"]
    private static let auxiliaries: Set<String> = ["was", "were", "is", "are", "been", "both", "all", "also", "each"]
    private static let links: Set<String> = ["as", "to", "be", "being"]
    private static let turns: Set<String> = ["while", "whilst", "whereas", "but", "although", "though", "however"]
    private static let denials: Set<String> = ["no", "not", "none", "neither", "nor", "never", "without", "cannot"]
    /// What is wished, feared or told of other times is no grade of this inspection.
    private static let otherTimes: Set<String> = [
        "should", "could", "would", "may", "might", "must", "if", "unless", "until", "aim", "aiming", "aims", "hope",
        "hopes", "hoping", "expect", "expects", "expected", "had", "previous", "previously", "earlier", "formerly",
        "last", "since", "ago", "before", "next", "will", "want", "wants",
    ]

    /// `paragraphs`: the article's text, quoted speech included, which confirms or contradicts like the rest.
    init(_ paragraphs: [String], areas: [PrintedArea], grades: GradeWords) {
        let phrases = areas.flatMap { area in area.phrases.map { (area: area.id, words: $0) } }
        for sentence in paragraphs.flatMap(PressArticle.sentences) {
            let words = Words.of(sentence)
            guard !words.contains(where: PressArticle.otherTimes.contains) else { continue }
            for claim in PressArticle.claims(words, phrases, grades) {
                statements.append(
                    Statement(
                        area: claim.area, grade: claim.grade.grade,
                        printed: words[claim.grade.words].joined(separator: " "), page: 1, evidence: sentence,
                        source: .sentence, isExact: true))
            }
        }
    }

    private static func claims(
        _ words: [String], _ phrases: [(area: String, words: [String])], _ grades: GradeWords
    ) -> [(area: String, grade: GradeWords.Match)] {
        var claims: [(area: String, grade: GradeWords.Match)] = []
        var clause = 0
        for index in words.indices {
            if turns.contains(words[index]) { clause = index + 1 }
            guard index >= clause else { continue }
            if verbs.contains(words[index]) {
                var place = index + 1
                while place < words.count, links.contains(words[place]) { place += 1 }
                guard let grade = grades.match(words, at: place) else { continue }
                let subject = words[clause..<index]
                defer { clause = grade.end }
                guard !subject.contains(where: denials.contains) else { continue }
                let areas = named(in: Array(subject), phrases)
                // "Both" tells how many were meant; another number was not understood.
                guard !subject.suffix(3).contains("both") || areas.count == 2 else { continue }
                claims += areas.map { ($0, grade) }
            } else if words[index] == "caused", let claim = caused(words, index, phrases, grades) {
                claims.append(claim)
            }
            if let claim = inRelation(words, index, phrases, grades) { claims.append(claim) }
        }
        return claims
    }

    /// `caused the overall judgement to be inadequate`.
    private static func caused(
        _ words: [String], _ index: Int, _ phrases: [(area: String, words: [String])], _ grades: GradeWords
    ) -> (area: String, grade: GradeWords.Match)? {
        let start = index + 1 < words.count && words[index + 1] == "the" ? index + 2 : index + 1
        for phrase in phrases where words[min(start, words.count)...].starts(with: phrase.words + ["to", "be"]) {
            guard let grade = grades.match(words, at: start + phrase.words.count + 2) else { continue }
            return (phrase.area, grade)
        }
        return nil
    }

    /// `the inadequate outcome in relation to the quality of practice`.
    private static func inRelation(
        _ words: [String], _ index: Int, _ phrases: [(area: String, words: [String])], _ grades: GradeWords
    ) -> (area: String, grade: GradeWords.Match)? {
        guard let grade = grades.match(words, at: index) else { return nil }
        for lead in [["outcome", "in", "relation", "to", "the"], ["outcome", "in", "relation", "to"]] {
            guard words[grade.end...].starts(with: lead) else { continue }
            let rest = words[(grade.end + lead.count)...]
            if let phrase = phrases.first(where: { rest.starts(with: $0.words) }) { return (phrase.area, grade) }
        }
        return nil
    }

    /// The areas that these words name, in order.
    private static func named(in words: [String], _ phrases: [(area: String, words: [String])]) -> [String] {
        var areas: [String] = []
        for phrase in phrases where Words.find(phrase.words, in: words) != nil && !areas.contains(phrase.area) {
            areas.append(phrase.area)
        }
        return areas
    }

    /// Ends a sentence at a full stop, question or exclamation mark that white space or a closing quotation mark follows.
    static func sentences(_ paragraph: String) -> [String] {
        var sentences: [String] = []
        var sentence = ""
        var mayEnd = false
        for character in paragraph {
            if mayEnd, character.isWhitespace {
                sentences.append(sentence.squeezed)
                sentence = ""
            }
            sentence.append(character)
            mayEnd = ".!?".contains(character) || (mayEnd && "”’\"')".contains(character))
        }
        if !sentence.squeezed.isEmpty { sentences.append(sentence.squeezed) }
        return sentences
    }
}
