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
                        printed: words[claim.grade.words].joined(separator: " "), page: 1, evidence: sentence,
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

    /// Ends a sentence at a full stop, question or exclamation mark that white space or a closing quotation mark follows.
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
