/// Reads grades that stand as sentences in lines of their own: `The overall judgement is good`.
enum StatedSentences {
    /// The most lines that such a sentence is wrapped over.
    private static let mostLines = 3

    static func read(_ lines: [Line], areas: [PrintedArea], grades: GradeWords) -> [Statement] {
        let patterns = areas.flatMap { area in area.sentences.map { (area: area.id, pattern: $0) } }
        let beginnings = Set(patterns.compactMap { $0.pattern.beginning })
        var found: [Statement] = []
        for first in lines.indices {
            guard let word = lines[first].words.first,
                beginnings.contains(word) || beginnings.contains(where: { Words.isTypo(word, of: $0) })
            else { continue }
            var words: [String] = []
            for last in first..<min(first + mostLines, lines.count) {
                words += lines[last].words
                for (area, pattern) in patterns {
                    guard let grade = pattern.match(words, from: 0, whole: true, grades: grades)?.grade else {
                        continue
                    }
                    let text = lines[first...last].map(\.text).joined(separator: " ")
                    let printed = text.lastWords(grade.words.count)
                    found.append(
                        Statement(
                            area: area, grade: grade.grade, printed: printed.withoutFullStop, page: lines[first].page,
                            evidence: text, source: .sentence, isExact: true))
                }
            }
        }
        return found
    }
}
