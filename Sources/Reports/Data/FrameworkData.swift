package import Inspections

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

    /// True where the first page, of a report card the whole of it, holds all marks, or the first page states the outcome of an inspection without grades.
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

    /// The areas that stand in the place of this one where a report prints them: its halves, or the whole that it was split from.
    func substitutes(of area: String) -> [String] {
        framework.areas.filter { $0.splitFrom == area }.map(\.id)
            + [framework.area(area)?.splitFrom].compactMap(\.self)
    }
}
