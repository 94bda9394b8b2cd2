/// Reads a report card: areas that stand in lines of their own, each with its grade below it, or several under the
/// grade that they share.
///
/// A card also prints its grades as a legend, as headings of groups and in a glossary. A grade counts only right below
/// its area, or as the heading of a group; what fits neither, between two areas, puts the whole card in doubt.
struct CardReading: Sendable {
    private(set) var statements: [Statement] = []
    /// What contradicts itself, or cannot be told from a legend.
    private(set) var doubts: [String] = []

    private enum Part {
        case area(PrintedArea)
        case grade(String)
        case pair(PrintedArea, String)
        case prose
    }

    private struct Token {
        let part: Part
        let line: Line
        /// The lines as printed.
        let text: String
    }

    /// An area below its group's heading.
    private struct Member {
        let area: PrintedArea
        let grade: Token
        let group: Int
        let hasOwnGrade: Bool
    }

    private let areas: [PrintedArea]
    private let grades: GradeWords
    private var members: [Member] = []
    /// Headings of groups, legends and what is neither, by the number of their token.
    private var strays: [Int] = []
    private var graded: [Int] = []

    /// The most lines that a label or a grade is wrapped over.
    private static let mostLines = 3
    /// So many grades in a row are a legend.
    private static let leastOfLegend = 3
    /// So few areas are no card where only headings state their grades.
    private static let leastAreas = 3

    init(_ lines: [Line], areas: [PrintedArea], grades: GradeWords) {
        self.areas = areas
        self.grades = grades
        let tokens = tokens(lines)
        read(tokens)
        if members.contains(where: \.hasOwnGrade) {
            // Headings confirm or contradict; alone they prove nothing beside areas with grades of their own.
            for member in members where member.hasOwnGrade { add(member.area, member.grade, source: .group) }
        } else {
            readGroups()
        }
        for area in areas {
            let said = statements.filter { $0.area == area.id }
            if Set(said.map(\.grade)).count > 1 {
                let places = said.map { "\($0.source.rawValue) says \($0.printed.lowercased())" }
                doubts.append("\(area.id): \(Set(places).sorted().joined(separator: "; "))")
            }
        }
        if let first = graded.first, let last = graded.last, strays.contains(where: { first < $0 && $0 < last }) {
            doubts.append("there is a grade between the areas of the report card that belongs to none of them")
        }
    }

    private mutating func read(_ tokens: [Token]) {
        var group: (token: Token, number: Int)?
        var seen: Set<String> = []
        var index = 0
        while index < tokens.count {
            let token = tokens[index]
            switch token.part {
            case .prose:
                read(sentence: token.line)
                if index > 0, isHeading(token.line, below: tokens[index - 1].line) { group = nil }
                index += 1
            case .pair(let area, let grade):
                add(area, grade, token)
                graded.append(index)
                index += 1
            case .grade:
                // Legends, headings and glossaries: the grades of areas are taken with these.
                let run = run(tokens, from: index)
                let isHeading = run == 1 && isArea(tokens, index + 1)
                group = isHeading ? (token, index) : nil
                seen = []
                if !isHeading, run < CardReading.leastOfLegend { strays.append(index) }
                index += run
            case .area(let area):
                let run = run(tokens, from: index + 1)
                let isGraded = run == 1 || (run == 2 && isArea(tokens, index + 3))
                if !seen.insert(area.id).inserted { group = nil }
                if let group {
                    members.append(Member(area: area, grade: group.token, group: group.number, hasOwnGrade: isGraded))
                }
                if isGraded, case .grade(let grade) = tokens[index + 1].part {
                    add(area, grade, token, tokens[index + 1])
                    graded.append(index)
                    index += 2
                } else {
                    if run > 0 { doubts.append("\(area.id): \(run) grades follow it") }
                    index += 1 + run
                }
            }
        }
    }

    /// Grades that only the headings of groups state: each heading once and in the order of the scale, each area once.
    private mutating func readGroups() {
        let headings = members.map(\.group).reduce(into: [Int]()) { if $0.last != $1 { $0.append($1) } }
        let order = headings.compactMap { number in
            members.first { $0.group == number }.flatMap { member -> Int? in
                guard case .grade(let grade) = member.grade.part else { return nil }
                return grades.place(of: grade)
            }
        }
        let isOrdered =
            zip(order, order.dropFirst()).allSatisfy { $0 < $1 }
            || zip(order, order.dropFirst()).allSatisfy { $0 > $1 }
        guard isOrdered, members.count >= CardReading.leastAreas,
            Set(members.map(\.area.id)).count == members.count
        else { return }
        for member in members { add(member.area, member.grade, source: .group) }
    }

    private mutating func add(_ area: PrintedArea, _ heading: Token, source: Statement.Source) {
        guard case .grade(let grade) = heading.part else { return }
        add(area, grade, heading, heading, source: source)
    }

    /// A grade that only another area can have is no grade of this one.
    private mutating func add(
        _ area: PrintedArea, _ grade: String, _ token: Token, _ below: Token? = nil,
        source: Statement.Source = .card
    ) {
        guard area.canBe(grade) else {
            doubts.append("\(area.id): \(grade) is not one of its grades")
            return
        }
        let printed =
            below?.text ?? token.text.withoutFootnote.lastWords(grades.length(of: grade, in: token.line.words))
        let evidence =
            source == .group ? token.text : [token.text, below?.text].compactMap(\.self).joined(separator: " ")
        statements.append(
            Statement(
                area: area.id, grade: grade, printed: printed.withoutFootnote.withoutFullStop, page: token.line.page,
                evidence: evidence, source: source, isExact: true))
    }

    /// `The safeguarding standards are met. This means that …`
    private mutating func read(sentence line: Line) {
        guard let first = line.words.first else { return }
        for area in areas where area.sentences.contains(where: { $0.beginnings.contains(first) }) {
            guard let sentence = PressArticle.sentences(line.text).first, sentence.hasSuffix(".") else { continue }
            let words = Words.of(sentence)
            for pattern in area.sentences {
                guard let grade = pattern.match(words, from: 0, whole: true, grades: grades)?.grade else { continue }
                statements.append(
                    Statement(
                        area: area.id, grade: grade.grade, printed: sentence.asPrinted(words[grade.words]),
                        page: line.page, evidence: sentence, source: .sentence, isExact: true))
                break
            }
        }
    }

    /// True for the title of what comes after the areas: `Next steps`.
    private func isHeading(_ line: Line, below above: Line) -> Bool {
        line.words.count <= 12 && line.text.first?.isUppercase == true && line.text.last?.isPunctuation == false
            && above.text.last?.isPunctuation == true
    }

    private func run(_ tokens: [Token], from start: Int) -> Int {
        tokens.dropFirst(start).prefix { if case .grade = $0.part { true } else { false } }.count
    }

    private func isArea(_ tokens: [Token], _ index: Int) -> Bool {
        guard tokens.indices.contains(index), case .area = tokens[index].part else { return false }
        return true
    }
}

extension CardReading {
    /// The document as areas, grades and prose; page numbers and the marks of footnotes are left out.
    private func tokens(_ lines: [Line]) -> [Token] {
        var tokens: [Token] = []
        var section: [String] = []
        var index = 0
        let lines = lines.filter { !$0.isMark }
        while index < lines.count {
            let line = lines[index]
            if areas.contains(where: { !$0.under.isEmpty && CardReading.fits(line.words, $0.under) }) {
                section = line.words
                index += 1
                continue
            }
            var taken = 1
            var part = Part.prose
            for count in stride(from: min(CardReading.mostLines, lines.count - index), to: 0, by: -1) {
                let wrapped = lines[index..<(index + count)]
                guard let found = self.part(wrapped.flatMap(\.words), of: wrapped, in: section) else { continue }
                (part, taken) = (found, count)
                break
            }
            let text = lines[index..<(index + taken)].map(\.text).joined(separator: " ")
            let words = lines[index..<(index + taken)].flatMap(\.words)
            tokens.append(Token(part: part, line: Line(text: line.text, page: line.page, words: words), text: text))
            index += taken
        }
        return tokens
    }

    /// `nil` for prose; a line that begins with a small letter is the rest of a sentence.
    private func part(_ words: [String], of lines: ArraySlice<Line>, in section: [String]) -> Part? {
        guard words.count <= 16, let first = lines.first, first.text.first?.isLowercase == false,
            lines.allSatisfy({ $0.page == first.page })
        else { return nil }
        if let grade = grades.exactly(words) { return .grade(grade) }
        for area in areas where area.under.isEmpty || CardReading.fits(section, area.under) {
            for label in area.labels
            where words.count >= label.count && CardReading.fits(words.prefix(label.count), label) {
                if words.count == label.count { return .area(area) }
                // A grade on a line of its own is told from a heading by what stands around it.
                let isBeside = !lines.indices.contains { lines[...$0].reduce(0) { $0 + $1.words.count } == label.count }
                if isBeside, let grade = grades.exactly(Array(words.dropFirst(label.count))) {
                    return .pair(area, grade)
                }
            }
        }
        return nil
    }

    private static func fits(_ words: some Sequence<String>, _ wanted: [String]) -> Bool {
        words.elementsEqual(wanted, by: Words.same)
    }
}
