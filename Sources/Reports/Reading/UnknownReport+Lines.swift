import Inspections
import Text

extension UnknownReport {
    /// The lines of a first page that may name an inspection.
    private static let head = 60
    /// A longer line is prose.
    private static let mostWords = 14
    /// So many areas must have a grade: one alone may be anything.
    private static let leastLabels = 2

    /// `nil` for a document that does not look like a report with grades; `grades`: those of all known frameworks.
    init?(_ lines: [Line], grades: GradeWords) {
        guard let title = lines.prefix(UnknownReport.head).first(where: { $0.words.contains("inspection") }) else {
            return nil
        }
        let labels = UnknownReport.labels(in: lines, grades)
        guard labels.count >= UnknownReport.leastLabels || UnknownReport.hasHeader(lines) else { return nil }
        self.init(title: title.text, labels: labels)
    }

    /// The head of a table of grades.
    private static func hasHeader(_ lines: [Line]) -> Bool {
        let header = ["judgement", "grade"]
        return lines.indices.contains { index in
            lines[index].words == header || lines[index...].prefix(2).map(\.words) == header.map { [$0] }
        }
    }

    private static func labels(in lines: [Line], _ grades: GradeWords) -> [String] {
        var labels: [String] = []
        for (index, line) in lines.enumerated() {
            let label =
                isGrade(line.text, line.words, grades)
                ? index > 0 && isLabel(lines[index - 1], grades) ? lines[index - 1].text : nil
                : beside(line, grades)
            if let label, !labels.contains(where: { $0.lowercased() == label.lowercased() }) { labels.append(label) }
        }
        return labels
    }

    /// A list of grades, as in a search form, has no label between one and the next.
    private static func isLabel(_ line: Line, _ grades: GradeWords) -> Bool {
        !line.isMark && line.words.count <= mostWords && !line.text.hasSuffix(".")
            && !isGrade(line.text, line.words, grades)
    }

    /// `Family help: good`, `Family help Good`.
    private static func beside(_ line: Line, _ grades: GradeWords) -> String? {
        guard line.words.count <= mostWords, !line.text.hasSuffix(".") else { return nil }
        let starts = line.words.indices.dropFirst()
        guard let start = starts.first(where: { grades.exactly(Array(line.words[$0...])) != nil }) else { return nil }
        let printed = line.text.lastWords(line.words.count - start)
        let label = String(line.text.dropLast(printed.count)).trimmed
        return label.hasSuffix(":") || printed.first?.isUppercase == true ? label.withoutFullStop : nil
    }

    /// Tables print grades with a capital letter; prose that happens to end a line with one does not.
    private static func isGrade(_ text: String, _ words: [String], _ grades: GradeWords) -> Bool {
        text.first?.isUppercase == true && grades.exactly(words) != nil
    }
}
