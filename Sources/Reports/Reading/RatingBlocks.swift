import Inspections
import Markup
import Text

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
