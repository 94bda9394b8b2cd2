/// Reads grades that stand as sentences in lines of their own: `The overall judgement is good`, `Adoption performance
/// is good`.
struct StatedSentences {
    private(set) var statements: [Statement] = []
    /// The lines that are not a sentence's: a wrapped sentence ends in a grade that is no table's.
    let rest: [Line]

    /// The most lines that such a sentence is wrapped over.
    private static let mostLines = 6

    init(_ lines: [Line], areas: [PrintedArea], grades: GradeWords) {
        let patterns = areas.flatMap { area in
            area.sentences.map { (area: area.id, pattern: $0, source: Statement.Source.sentence) }
                + area.labels.flatMap { label in
                    // A grade that brings its own verb is read as a row: "requires improvement".
                    ["is", "are"].map { (area.id, Pattern(headingOf: label, verb: $0), .body) }
                }
        }
        let beginnings = Set(patterns.flatMap(\.pattern.beginnings))
        var taken: Set<Int> = []
        for first in lines.indices {
            guard let word = lines[first].words.first,
                beginnings.contains(word) || beginnings.contains(where: { Words.isTypo(word, of: $0) })
            else { continue }
            let patterns = patterns.filter { $0.pattern.mayBegin(lines[first].words) }
            guard !patterns.isEmpty else { continue }
            let isHeading = patterns.contains { $0.source == .body } && StatedSentences.isHeading(lines, at: first)
            var words: [String] = []
            for last in first..<min(first + StatedSentences.mostLines, lines.count) where !lines[last].isMark {
                words += lines[last].words
                guard !StatedSentences.goesOn(lines, after: last) else { continue }
                for (area, pattern, source) in patterns {
                    guard source == .sentence || isHeading,
                        let grade = pattern.match(words, from: 0, whole: true, grades: grades)?.grade
                    else { continue }
                    let text = lines[first...last].filter { !$0.isMark }.map(\.text).joined(separator: " ")
                    let marks = words.count - grade.end
                    let printed = text.withoutFootnote.lastWords(grade.words.count + marks).firstWords(
                        grade.words.count)
                    taken.formUnion(first...last)
                    statements.append(
                        Statement(
                            area: area, grade: grade.grade, printed: printed.withoutFullStop, page: lines[first].page,
                            evidence: text, source: source, isExact: true))
                }
            }
        }
        rest = taken.isEmpty ? lines : lines.indices.filter { !taken.contains($0) }.map { lines[$0] }
    }

    /// True where a heading may begin: not within a sentence, nor in a list of the grades of another inspection.
    private static func isHeading(_ lines: [Line], at first: Int) -> Bool {
        guard lines[first].text.first?.isLowercase != true, !EarlierInspection.isListed(lines, at: first) else {
            return false
        }
        guard first > 0, lines[first - 1].page == lines[first].page, !lines[first - 1].isMark else { return true }
        let above = lines[first - 1]
        return above.text.withoutFootnote.last.map { ".!?".contains($0) } ?? true
            || (above.words.count <= 8 && !above.words.contains(where: EarlierInspection.marks.contains))
    }

    /// True where the next line is the rest of this one's sentence, which may turn its sense.
    private static func goesOn(_ lines: [Line], after last: Int) -> Bool {
        guard last + 1 < lines.count, lines[last].text.withoutFootnote.last.map({ !".:".contains($0) }) ?? false else {
            return false
        }
        let next = lines[last + 1]
        return next.page == lines[last].page && next.text.first?.isLowercase == true && next.words.first != "because"
    }
}

/// One area's grade as one place of the document states it.
struct Statement: Sendable {
    enum Source: String, Sendable {
        case table = "the grade table"
        case layout = "the grade table by its layout"
        case body = "the body's heading"
        case sentence = "the sentence"
        case card = "the report card"
        case group = "the heading of its group"
        case block = "the page's rating"
    }

    let area: String
    let grade: String
    /// The grade's words as printed.
    let printed: String
    let page: Int
    /// The whole lines that state it.
    let evidence: String
    let source: Source
    /// False where the label was recognised though a word of it is lost or misspelt.
    let isExact: Bool
}

extension Statement {
    /// The same statement by another witness.
    func said(by source: Source) -> Statement {
        Statement(
            area: area, grade: grade, printed: printed, page: page, evidence: evidence, source: source, isExact: isExact
        )
    }
}

/// Tells the grades of earlier inspections, which reports list too, from their own.
enum EarlierInspection {
    static let marks: Set<String> = [
        "last", "previous", "previously", "earlier", "prior", "was", "were", "had",
    ]

    /// True where the heading above, or the nearest sentence above that introduces a list, speaks of an inspection
    /// before this one.
    static func isListed(_ lines: [Line], at index: Int) -> Bool {
        if index > 0, isHeading(lines[index - 1]) { return true }
        let above = lines[..<index].suffix(7)
        guard let introduction = above.lastIndex(where: { $0.text.hasSuffix(":") }) else { return false }
        return lines[max(0, introduction - 2)...introduction].flatMap(\.words).contains(where: marks.contains)
    }

    /// "Previous inspection", "Judgements at the last inspection".
    private static func isHeading(_ line: Line) -> Bool {
        line.words.count <= 6 && line.text.first?.isUppercase == true && line.text.last?.isPunctuation == false
            && line.words.contains { ["inspection", "judgement", "judgements", "grade", "grades"].contains($0) }
            && line.words.contains { ["last", "previous", "earlier", "prior"].contains($0) }
    }
}
