import Inspections
import Markup
import Text

/// What the lines of one document state in one framework's words.
struct FrameworkReading: Sendable {
    let data: FrameworkData
    let sentences: StatedSentences
    let table: TableReading
    let card: CardReading?
    let paragraph: OutcomeParagraph
    let grammar: RowGrammar

    /// So few areas prove nothing: any list may hold them.
    static let leastAreas = 3

    init(_ data: FrameworkData, _ lines: [Line]) {
        self.data = data
        let areas = data.areas
        grammar = RowGrammar(labels: LabelWords(areas), grades: GradeWords(data.grades))
        let read = data.isCard ? [] : lines
        sentences = StatedSentences(read, areas: areas, grades: grammar.grades)
        let isTable = areas.contains { !$0.labels.isEmpty }
        table = TableReading(isTable ? sentences.rest : [], grammar: grammar, source: .table)
        card = data.isCard ? CardReading(lines, areas: areas, grades: grammar.grades) : nil
        paragraph = OutcomeParagraph(read, areas: areas)
    }

    /// What stands outside a table. A card in doubt states nothing: where one grade may have slipped, each may.
    var stated: [Statement] {
        let card = card.map { $0.doubts.isEmpty ? $0.statements : [] } ?? []
        return sentences.statements + paragraph.statements + card
    }

    /// The rows, as printed, by which the document shows that it is of this framework: a whole table or card with every
    /// area that an inspection of that day judges, or its outcome in a sentence that the rest of the paragraph
    /// confirms. `nil` where it does not.
    func proof(on day: CalendarDate?) -> Set<String>? {
        if paragraph.doubts.isEmpty, let outcome = paragraph.statements.first,
            Set(paragraph.statements.map(\.grade)).count == 1, paragraph.isConfirmed
        {
            return [outcome.evidence]
        }
        let rows = card.map(\.statements) ?? table.table
        guard card?.doubts.isEmpty ?? table.isIntact, rows.allSatisfy(\.isExact) else { return nil }
        let told = Set(rows.map(\.area))
        let isOneEach = told.allSatisfy { area in Set(rows.filter { $0.area == area }.map(\.grade)).count == 1 }
        guard isOneEach, told.count >= FrameworkReading.leastAreas,
            data.required(on: day).allSatisfy({ told.contains($0) || !told.isDisjoint(with: data.substitutes(of: $0)) })
        else { return nil }
        return Set(rows.map(\.evidence))
    }
}

extension FrameworkData {
    /// The areas whose rows every report of that day prints.
    func required(on day: CalendarDate?) -> [String] {
        let apart = Set(framework.areas.filter(\.standsApart).map(\.id))
        let printed = Dictionary(areas.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
        return expected(on: day).filter { id in
            printed[id].map { !$0.isOptional && !$0.labels.isEmpty } ?? false && !apart.contains(id)
        }
    }

    /// False where too few lines begin as its labels do, or none says what its outcomes say.
    func mayBePrinted(in beginnings: LineBeginnings) -> Bool {
        let labelled = areas.filter { area in area.labels.contains { beginnings.contains($0) } }
        return labelled.count >= FrameworkReading.leastAreas || areas.contains { !$0.statements.isEmpty }
    }
}

/// Reads a grade that an outcome paragraph states as a sentence, and what the paragraph says beside it.
struct OutcomeParagraph: Sendable {
    private(set) var statements: [Statement] = []
    private(set) var doubts: [String] = []
    /// True where what goes with the stated grade alone stands beside it.
    private(set) var isConfirmed = false

    /// The lines after the heading that the paragraph may take.
    private static let mostLines = 14

    init(_ lines: [Line], areas: [PrintedArea]) {
        guard
            let heading = lines.prefix(80).firstIndex(where: {
                $0.words == ["inspection", "outcome"] || $0.words == ["outcome"]
            })
        else { return }
        let paragraph = lines[(heading + 1)...].prefix(OutcomeParagraph.mostLines).prefix {
            $0.words.first != "information"
        }
        let words = paragraph.flatMap(\.words)
        for area in areas {
            for statement in area.statements {
                guard let said = statement.says.first(where: { Words.find($0, in: words) != nil }) else { continue }
                let text = paragraph.map(\.text).joined(separator: " ")
                let evidence = PressArticle.sentences(text).first { Words.find(said, in: Words.of($0)) != nil } ?? text
                statements.append(
                    Statement(
                        area: area.id, grade: statement.grade, printed: evidence.asPrinted(said),
                        page: lines[heading].page, evidence: evidence, source: .sentence, isExact: true))
            }
            let confirmed = area.statements.filter { $0.confirmedBy.contains { Words.find($0, in: words) != nil } }
            for statement in statements where statement.area == area.id && !confirmed.isEmpty {
                if confirmed.contains(where: { $0.grade == statement.grade }) {
                    isConfirmed = true
                } else {
                    doubts.append(
                        "\(area.id): the sentence says \(statement.grade), the time until the next inspection does not go with it"
                    )
                }
            }
        }
    }
}

/// The grades that a provider's page shows in blocks of their own: a label and a grade in each.
struct RatingBlocks {
    struct Block {
        let label: String
        let grade: String
    }

    let overall: Block?
    let areas: [Block]
    let providerName: String?
    let inspection: InspectionDates

    /// `nil` where the page has no such block.
    init?(_ page: HTMLDocument) {
        overall = page.root.first { $0.hasClass("subjudgements__overall") }.flatMap(RatingBlocks.block)
        areas = page.root.all { $0.hasClass("subjudgements__rates__item") }.compactMap(RatingBlocks.block)
        guard overall != nil || !areas.isEmpty else { return nil }
        providerName = page.root.first { $0.name == "h1" }?.text.collapsed
        inspection = overall.flatMap { RatingBlocks.day($0.label) } ?? InspectionDates(start: nil, end: nil)
    }

    /// What the blocks state in one framework's words; `nil` where a label or a grade is none of its own.
    func statements(in data: FrameworkData) -> [Statement]? {
        let labels = LabelWords(data.areas)
        let grades = GradeWords(data.grades)
        var statements: [Statement] = []
        for block in areas {
            guard let match = labels.match(Words.of(block.label)),
                let statement = RatingBlocks.statement(match.area, block, grades)
            else { return nil }
            statements.append(statement)
        }
        if let overall {
            guard let area = data.areas.first(where: { $0.id.hasPrefix("overall") }),
                let statement = RatingBlocks.statement(area.id, overall, grades)
            else { return nil }
            if !statements.contains(where: { $0.area == area.id && $0.grade == statement.grade }) {
                statements.append(statement)
            }
        }
        return statements
    }

    private static func statement(_ area: String, _ block: Block, _ grades: GradeWords) -> Statement? {
        grades.exactly(Words.of(block.grade)).map {
            Statement(
                area: area, grade: $0, printed: block.grade, page: 1, evidence: "\(block.label) \(block.grade)",
                source: .block, isExact: true)
        }
    }

    private static func block(_ element: HTMLElement) -> Block? {
        guard let label = element.first(where: { $0.name == "p" })?.text.collapsed,
            let grade = element.first(where: { $0.name == "strong" })?.text.collapsed, !grade.isEmpty
        else { return nil }
        return Block(label: label, grade: grade)
    }

    /// `The overall outcome of the inspection on 26 April 2022 was:`
    private static func day(_ label: String) -> InspectionDates? {
        let words = label.split(whereSeparator: \.isWhitespace)
        return words.firstIndex(of: "on").flatMap { DateRange.read(words[($0 + 1)...].joined(separator: " ")) }
    }
}
