import Text

/// Reads a row of a table of grades: one label and one grade, each in whole lines or side by side, and nothing else.
struct RowGrammar: Sendable {
    struct Row: Sendable {
        let statement: Statement
        /// The lines it takes.
        let lines: Range<Int>
    }

    let labels: LabelWords
    let grades: GradeWords

    /// The most lines that a label and its grade are wrapped over.
    private static let mostLines = 8

    func role(of line: Line) -> LineRole {
        if line.isMark { return .mark }
        guard line.words.count <= labels.longest + 8 else { return .other }
        let words = RowGrammar.unmarked(line.words)
        if grades.exactly(words) != nil { return .grade(words) }
        if grades.isPart(words) { return .grade(words) }
        if labels.couldBeLabel(words) { return .label(words, grade: []) }
        guard let start = grades.startOfTrailing(words), start > 0 else { return .other }
        let label = Array(words[..<start])
        return labels.couldBeLabel(label) ? .label(label, grade: Array(words[start...])) : .other
    }

    /// Without the number of a row, which is often lost, and the mark of a footnote; the number of a grade is its own.
    private static func unmarked(_ words: [String]) -> [String] {
        var rest = words.drop { $0.utf8.allSatisfy { (0x30...0x39).contains($0) } }
        if rest.count > 1, let last = rest.last, Words.isMark(last), rest.dropLast().last != "grade" {
            rest.removeLast()
        }
        return Array(rest)
    }

    /// The line, or two where a grade and the next row's label stand on one.
    func parts(of line: Line) -> [Line] {
        guard line.words.count > 2, line.words.count <= labels.longest + 8, let grade = grades.match(line.words, at: 0)
        else { return [line] }
        let rest = Array(line.words[grade.end...])
        guard rest.count > 1, labels.isBeginning(rest) || labels.match(rest) != nil else { return [line] }
        let text = line.text.dropWords(grade.end)
        let before = String(line.text.dropLast(text.count)).trimmed
        return [
            Line(text: before, page: line.page, words: Array(line.words[..<grade.end])),
            Line(text: text, page: line.page, words: rest),
        ]
    }

    /// The row that begins at this line.
    func row(in lines: [Line], at first: Int, source: Statement.Source) -> Row? {
        var label: [String] = []
        var grade: [String] = []
        var gradeAbove = 0
        var best: (cost: Int, area: String, grade: String, end: Int)?
        var taken = 0
        var isTorn = false
        var index = first
        while index < lines.count, taken < RowGrammar.mostLines {
            switch role(of: lines[index]) {
            case .mark where index > first: break
            case .grade(let words):
                grade += words
            case .label(let words, let beside):
                if label.isEmpty { gradeAbove = grade.count }
                label += words
                grade += beside
            case .mark, .other:
                // The foot of one page and the head of the next may stand within a row.
                if best == nil, !isTorn, index > first, let next = acrossPage(lines, from: index) {
                    isTorn = true
                    index = next
                    continue
                }
                taken = RowGrammar.mostLines
            }
            taken += 1
            index += 1
            guard taken <= RowGrammar.mostLines, label.count <= labels.longest + 2, grade.count <= 6 else { break }
            // A whole grade above a label belongs to the row before, unless it goes on below.
            guard !label.isEmpty, grade.count > gradeAbove, let stated = grades.exactly(grade),
                let match = labels.match(label), match.cost <= best?.cost ?? match.cost
            else { continue }
            best = (match.cost, match.area, stated, index)
        }
        guard let best else { return nil }
        let used = lines[first..<best.end].filter { line in
            if case .label = role(of: line) { true } else if case .grade = role(of: line) { true } else { false }
        }
        let statement = Statement(
            area: best.area, grade: best.grade, printed: printed(used), page: lines[first].page,
            evidence: used.map(\.text).joined(separator: " "), source: source, isExact: best.cost == 0 && !isTorn)
        return Row(statement: statement, lines: first..<best.end)
    }

    /// Where a row goes on that a page's foot and the next page's head part; `nil` where no page ends nearby.
    private func acrossPage(_ lines: [Line], from start: Int) -> Int? {
        let page = lines[start - 1].page
        let near = lines[start..<min(start + 10, lines.count)]
        guard let turn = near.firstIndex(where: { $0.page > page }) else { return nil }
        return (turn..<min(turn + 4, lines.count)).first {
            switch role(of: lines[$0]) {
            case .label, .grade: true
            case .mark, .other: false
            }
        }
    }

    /// True where the line looks like the rest of a row that could not be read.
    func isLeftOver(_ line: Line) -> Bool {
        switch role(of: line) {
        case .grade: true
        case .label(let words, let grade): !grade.isEmpty || (words.count > 1 && labels.isBeginning(words))
        case .mark, .other: false
        }
    }

    private func printed(_ lines: [Line]) -> String {
        var parts: [String] = []
        for line in lines {
            switch role(of: line) {
            case .grade: parts.append(line.text.withoutFootnote)
            case .label(_, let grade) where !grade.isEmpty:
                parts.append(line.text.withoutFootnote.lastWords(grade.count))
            case .label, .mark, .other: break
            }
        }
        return parts.joined(separator: " ").collapsed
    }
}

/// How the lines of a document begin: tells at little cost which labels it may print.
struct LineBeginnings: Sendable {
    private var firsts: Set<String> = []
    private var alone: Set<String> = []
    private var pairs: Set<String> = []

    /// The words of a label of one word and a grade; longer lines are prose.
    private static let mostBesideOne = 4
    private static let mostWords = 24

    init(_ lines: [Line]) {
        for line in lines where line.words.count <= LineBeginnings.mostWords {
            let words = line.words.drop(while: Words.isMark)
            guard let first = words.first else { continue }
            if words.count <= LineBeginnings.mostBesideOne { firsts.insert(first) }
            if words.count == 1 { alone.insert(first) }
            if let second = words.dropFirst().first { pairs.insert(first + " " + second) }
        }
    }

    /// True where a line begins as the label does, or is its first word alone.
    func contains(_ label: [String]) -> Bool {
        guard let first = label.first else { return false }
        guard label.count > 1 else { return firsts.contains(first) }
        return pairs.contains(first + " " + label[1]) || alone.contains(first)
    }
}

/// What a line can be in a table of grades.
enum LineRole: Sendable {
    /// A page number, a footnote mark, a rule.
    case mark
    /// A grade in a cell of its own, or a part of one that is wrapped.
    case grade([String])
    /// A part of a label, and the grade or its part that stands beside it.
    case label([String], grade: [String])
    /// Prose: it ends the table.
    case other
}
