package import Inspections

/// One framework as its file states it: what the comparison must know, and how its reports print it.
package struct FrameworkData: Sendable {
    package let framework: Framework
    /// Headings that name the framework on a report's first page.
    let titles: [Pattern]
    /// Word sequences by which an article shows that it tells of this framework's inspection.
    let topics: [[String]]
    let grades: [PrintedGrade]
    let areas: [PrintedArea]

    /// The areas that an inspection of this day judges; all of them where the day is unknown.
    func areas(on day: CalendarDate?) -> [PrintedArea] {
        guard let day else { return areas }
        return areas.filter { ($0.from ?? day) <= day && day <= ($0.until ?? day) }
    }
}
