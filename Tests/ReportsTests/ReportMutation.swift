/// Damages the text of a report as printing, conversion and editing do, by a seed that gives the same damage each time.
struct ReportMutation {
    enum Kind: String, CaseIterable {
        case swappedGrades, droppedRow, cutLine, joinedLines, changedLetter, earlierInspection, pageBreak,
            everyRowOnAPage
        /// Two of the others, one after the other.
        case twoAtOnce

        static let single = allCases.filter { $0 != .twoAtOnce }
    }

    private(set) var lines: [String]
    private var state: UInt64

    private static let grades: Set<String> = [
        "good", "inadequate", "outstanding", "adequate", "requires improvement", "requires improvement to be good",
        "requires", "improvement", "to be good", "be good", "requires improvement to",
    ]
    private static let titles = ["Good", "Inadequate", "Outstanding", "Requires improvement to be good"]

    init(_ text: String, seed: UInt64) {
        lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
        state = seed &* 0x9E37_79B9_7F4A_7C15 &+ 1
    }

    /// Where the table of grades stands: from above its first grade to below its last.
    private var table: Range<Int> {
        let cells = lines.indices.filter { isGrade(lines[$0]) }
        guard let first = cells.first else { return 0..<min(20, lines.count) }
        // A table's rows are near one another; the body's headings are not.
        var last = first
        for cell in cells.prefix(14) where cell - last < 14 { last = cell }
        return max(0, first - 6)..<min(lines.count, last + 4)
    }

    private func isGrade(_ line: String) -> Bool {
        ReportMutation.grades.contains(line.lowercased().split(separator: " ").joined(separator: " "))
    }

    mutating func apply(_ kind: Kind) {
        let table = table
        let filled = table.filter { !lines[$0].allSatisfy(\.isWhitespace) }
        guard filled.count > 3 else { return }
        switch kind {
        case .swappedGrades:
            let cells = table.filter { isGrade(lines[$0]) }
            guard cells.count > 1 else { return }
            lines.swapAt(pick(cells), pick(cells))
        case .droppedRow:
            let ends = table.filter { isGrade(lines[$0]) }
            guard ends.count > 2 else { return }
            let row = Int(next(below: UInt64(ends.count - 1)))
            lines.removeSubrange((ends[row] + 1)...ends[row + 1])
        case .cutLine:
            lines.remove(at: pick(filled))
        case .joinedLines:
            let index = Int(next(below: UInt64(filled.count - 1)))
            lines[filled[index]] += " " + lines[filled[index + 1]]
            lines.remove(at: filled[index + 1])
        case .changedLetter:
            let labels = filled.filter { !isGrade(lines[$0]) }
            guard !labels.isEmpty else { return }
            let index = pick(labels)
            var characters = Array(lines[index])
            let letters = characters.indices.filter { characters[$0].isLetter }
            guard !letters.isEmpty else { return }
            characters[pick(letters)] = pick(Array("abcdefghijklmnopqrstuvwxyz"))
            lines[index] = String(characters)
        case .earlierInspection:
            lines.insert(contentsOf: earlier, at: pick(Array(lines.indices)))
        case .pageBreak:
            lines.insert(contentsOf: turn, at: pick(filled))
        case .everyRowOnAPage:
            for row in table.filter({ isGrade(lines[$0]) }).dropLast().reversed() {
                lines.insert(contentsOf: turn, at: row + 1)
            }
        case .twoAtOnce:
            for _ in 0..<2 { apply(pick(Kind.single)) }
        }
    }

    /// A page's foot and the next one's head.
    private var turn: [String] {
        mutating get {
            let number = String(next(below: 30) + 1)
            return pick([
                [
                    "", number, "\u{0C}Inspection of Someplace local authority children’s services",
                    "26 February 2024 to 8 March 2024", "",
                ],
                ["", "The council has reviewed this section.", number, "\u{0C}"],
                ["", "\u{0C}\(number)", ""],
            ])
        }
    }

    private var earlier: [String] {
        mutating get {
            let grade = pick(ReportMutation.titles)
            let small = grade.lowercased()
            return pick([
                ["At the last inspection in 2013, overall effectiveness was judged to be \(small)."],
                [
                    "In 2018, when the experiences and progress of children who need help and",
                    "protection were \(small), leaders acted.",
                ],
                ["The previous inspection found that children’s services were \(small)."],
                ["The local safeguarding children board was \(small) when it was last reviewed."],
                [
                    "The judgements at the last inspection were:", "Overall effectiveness: \(small)",
                    "The experiences and progress of children in care: \(small)",
                    "The experiences and progress of care leavers: \(small)",
                ],
                ["The overall judgement at the previous inspection was \(small)."],
                ["Leadership, management and governance were \(small) in 2012."],
                ["Adoption performance had been \(small) until then."],
                [
                    "At their inspection in 2015 inspectors said:",
                    "Leadership, management and governance are \(small)",
                ],
                ["In 2011 this was \(small); the experiences and progress of care leavers were \(small) too."],
                [
                    "Previous inspection", "Overall effectiveness", grade,
                    "The experiences and progress of children who need help and protection", grade,
                ],
            ])
        }
    }

    private mutating func pick<Element>(_ elements: [Element]) -> Element {
        elements[Int(next(below: UInt64(elements.count)))]
    }

    private mutating func next(below bound: UInt64) -> UInt64 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return (state >> 33) % max(1, bound)
    }
}
