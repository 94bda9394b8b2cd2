/// Reads grades that stand as sentences in lines of their own: `The overall judgement is good`.
struct StatedSentences {
    private(set) var statements: [Statement] = []
    /// The lines that are not a sentence's: a wrapped sentence ends in a grade that is no table's.
    let rest: [Line]

    /// The most lines that such a sentence is wrapped over.
    private static let mostLines = 4

    init(_ lines: [Line], areas: [PrintedArea], grades: GradeWords) {
        let patterns = areas.flatMap { area in area.sentences.map { (area: area.id, pattern: $0) } }
        let beginnings = Set(patterns.compactMap { $0.pattern.beginning })
        var taken: Set<Int> = []
        for first in lines.indices {
            guard let word = lines[first].words.first,
                beginnings.contains(word) || beginnings.contains(where: { Words.isTypo(word, of: $0) })
            else { continue }
            var words: [String] = []
            for last in first..<min(first + StatedSentences.mostLines, lines.count) {
                words += lines[last].words
                guard !StatedSentences.goesOn(lines, after: last) else { continue }
                for (area, pattern) in patterns {
                    guard let grade = pattern.match(words, from: 0, whole: true, grades: grades)?.grade else {
                        continue
                    }
                    let text = lines[first...last].map(\.text).joined(separator: " ")
                    let printed = text.lastWords(grade.words.count)
                    taken.formUnion(first...last)
                    statements.append(
                        Statement(
                            area: area, grade: grade.grade, printed: printed.withoutFullStop, page: lines[first].page,
                            evidence: text, source: .sentence, isExact: true))
                }
            }
        }
        rest = taken.isEmpty ? lines : lines.indices.filter { !taken.contains($0) }.map { lines[$0] }
    }

    /// True where the next line is the rest of this one's sentence, which may turn its sense.
    private static func goesOn(_ lines: [Line], after last: Int) -> Bool {
        guard last + 1 < lines.count, lines[last].text.last.map({ !".:".contains($0) }) ?? false else { return false }
        let next = lines[last + 1]
        return next.page == lines[last].page && next.text.first?.isLowercase == true && next.words.first != "because"
    }
}
