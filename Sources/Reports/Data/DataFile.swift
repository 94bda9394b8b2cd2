package import Inspections
package import YAML

/// A YAML file of framework data, which is read strictly: unknown keys, unknown ids and missing parts are problems with
/// line and column.
struct DataFile {
    let root: YAMLNode

    /// `file`: the name that problems give.
    init(_ yaml: String, file: String) throws(ReportsError) {
        let root: YAMLNode?
        do throws(YAMLProblem) { root = try YAMLNode(yaml: yaml, file: file) } catch {
            throw ReportsError(file: file, problems: [error])
        }
        guard let root else {
            throw ReportsError(
                file: file,
                problems: [YAMLProblem(file: file, line: 1, column: 1, path: "", message: "the file is empty")])
        }
        self.root = root
    }

    /// Throws all that was found wrong.
    func check() throws(ReportsError) {
        let found = root.problems.problems
        if !found.isEmpty { throw ReportsError(file: root.problems.file, problems: found) }
    }
}

extension YAMLNode {
    /// The words of each text.
    func words() -> [[String]] { texts().map { Words.of($0) } }

    /// Patterns; those of titles name no grade, those of sentences must.
    func patterns(withGrade: Bool) -> [Pattern] {
        members.compactMap { node in
            guard let text = node.text() else { return nil }
            guard let pattern = Pattern(text), pattern.elements.contains(.grade) == withGrade else {
                node.problem("this sentence cannot be looked for: \(text)")
                return nil
            }
            return pattern
        }
    }

    package func day() -> CalendarDate? {
        guard let day = scalar.flatMap(CalendarDate.init(iso:)) else {
            problem("must be a day such as 2023-01-31")
            return nil
        }
        return day
    }
}

/// One framework as its file states it: what the comparison must know, and how its reports print it.
package struct FrameworkData: Sendable {
    package let framework: Framework
    /// True where its reports are report cards: areas with a grade below each, or in groups, instead of a table.
    let isCard: Bool
    /// Headings that name the framework on a report's first page.
    let titles: [Pattern]
    /// Word sequences that the first page must hold too, where a title alone says too little.
    let marks: [[String]]
    /// Word sequences by which an article shows that it tells of this framework's inspection.
    let topics: [[String]]
    let grades: [PrintedGrade]
    let areas: [PrintedArea]
    let facts: [PrintedFact]

    /// True where the first page, of a report card the whole of it, holds all marks, or the first page states the
    /// outcome of an inspection without grades.
    func isMarked(_ lines: [Line]) -> Bool {
        guard !marks.isEmpty else { return true }
        guard !isCard else {
            return marks.allSatisfy { mark in lines.contains { Words.find(mark, in: $0.words) != nil } }
        }
        let page = lines.prefix(60)
        let words = page.flatMap(\.words)
        return marks.allSatisfy { Words.find($0, in: words) != nil }
            || StatedFacts.read(facts, in: Array(page))["outcome"] != nil
    }

    /// The areas that an inspection of this day is expected to judge; all of them where the day is unknown.
    func expected(on day: CalendarDate?) -> [String] {
        guard let day else { return areas.map(\.id) }
        return areas.filter { ($0.from ?? day) <= day && day <= ($0.until ?? day) }.map(\.id)
    }

    /// The areas that prose can tell of: without a day, none that is named like two areas of a later time together.
    func toldOf(on day: CalendarDate?) -> [String] {
        guard day == nil else { return expected(on: day) }
        return areas.filter { $0.until == nil || substitutes(of: $0.id).isEmpty }.map(\.id)
    }

    /// The areas that stand in the place of this one where a report prints them: its halves, or the whole that it was
    /// split from.
    func substitutes(of area: String) -> [String] {
        framework.areas.filter { $0.splitFrom == area }.map(\.id)
            + [framework.area(area)?.splitFrom].compactMap(\.self)
    }
}

/// Reads the file of the titles by which letters without grades are known.
struct LetterFile {
    let titles: [Pattern]

    init(_ yaml: String, file: String) throws(ReportsError) {
        let document = try DataFile(yaml, file: file)
        titles = document.root.mapping(keys: ["titles"])?["titles"]?.patterns(withGrade: false) ?? []
        try document.check()
    }
}
