package import Inspections

/// One framework as its file states it: what the comparison must know, and how its reports print it.
package struct FrameworkData: Sendable {
    package let framework: Framework
    /// Headings that name the framework on a report's first page.
    let titles: [Pattern]
    /// Word sequences that the first page must hold too, where a title alone says too little.
    let marks: [[String]]
    /// Word sequences by which an article shows that it tells of this framework's inspection.
    let topics: [[String]]
    let grades: [PrintedGrade]
    let areas: [PrintedArea]

    /// True where the first page holds all marks.
    func isMarked(_ lines: [Line]) -> Bool {
        guard !marks.isEmpty else { return true }
        let words = lines.prefix(60).flatMap(\.words)
        return marks.allSatisfy { Words.find($0, in: words) != nil }
    }

    /// The areas that an inspection of this day is expected to judge; all of them where the day is unknown.
    func expected(on day: CalendarDate?) -> [String] {
        guard let day else { return areas.map(\.id) }
        return areas.filter { ($0.from ?? day) <= day && day <= ($0.until ?? day) }.map(\.id)
    }

    /// The areas that stand in the place of this one where a report prints them: its halves, or the whole that it was split from.
    func substitutes(of area: String) -> [String] {
        framework.areas.filter { $0.splitFrom == area }.map(\.id)
            + [framework.area(area)?.splitFrom].compactMap(\.self)
    }
}
