import Inspections

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

    /// The rows, as printed, by which the document shows that it is of this framework: a whole table or card with every area that an
    /// inspection of that day judges, or its outcome in a sentence that the rest of the paragraph confirms. `nil` where it does not.
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
