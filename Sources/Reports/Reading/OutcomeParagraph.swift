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
                        area: area.id, grade: statement.grade, printed: said.joined(separator: " "),
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
