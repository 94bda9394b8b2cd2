package import Foundation
package import History
package import Inspections

/// When another inspection came after one with the same outcome: what the record has seen, never a promise. Pure.
package struct ExpectedNext: Sendable {
    /// Whole months between the first days of two inspections; of a tenth of them it was less, and of a tenth more.
    package let tenth: Int
    package let median: Int
    package let ninetieth: Int
    /// Pairs of inspections.
    package let count: Int
    /// What the inspections before had: the framework, the area and the grade in it.
    package let framework: Framework
    package let area: Area
    package let grade: String
    /// The day of the one that stands.
    package let since: CalendarDate

    /// Fewer say nothing.
    static let least = 10
    /// Providers under a framework; of more than these nobody is asked in passing.
    static let mostProviders = 1000

    /// `steps`: by provider and day. `nil` where too few are known.
    init?(after grade: String, in area: Area, of framework: Framework, since: CalendarDate, steps: [StatedGrade]) {
        var months: [Int] = []
        for (earlier, later) in zip(steps, steps.dropFirst())
        where earlier.provider == later.provider && earlier.grade == grade {
            // Two documents on one inspection are no interval.
            let days = later.day.daysSinceEpoch - earlier.day.daysSinceEpoch
            if days > 31 { months.append(Int((Double(days) / 30.44).rounded())) }
        }
        guard months.count >= ExpectedNext.least else { return nil }
        months.sort()
        func quantile(_ share: Double) -> Int { months[Int((Double(months.count - 1) * share).rounded())] }
        tenth = quantile(0.1)
        median = quantile(0.5)
        ninetieth = quantile(0.9)
        count = months.count
        self.framework = framework
        self.area = area
        self.grade = grade
        self.since = since
    }

    /// The months between which eight of ten came; `nil` beyond the calendar.
    package var band: (first: CalendarDate, last: CalendarDate)? {
        func month(_ count: Int) -> CalendarDate? {
            let total = since.year * 12 + since.month - 1 + count
            return CalendarDate(year: total / 12, month: total % 12 + 1)
        }
        guard let first = month(tenth), let last = month(ninetieth) else { return nil }
        return (first, last)
    }

    /// `after good in overall effectiveness the next inspection came 39 to 65 months later (median 52, n = 64 in
    /// this record): between February 2027 and April 2029, if that still holds; it is not a promise`.
    func sentence() -> String {
        let name = framework.scale.names[grade] ?? grade.replacing("-", with: " ")
        return
            "after \(name) in \(area.name) the next inspection came \(tenth) to \(ninetieth) months later (median \(median), "
            + "n = \(count) in this record): between \(band?.first.inWords ?? "") and \(band?.last.inWords ?? ""), "
            + "if that still holds; it is not a promise"
    }

    /// The area that stands for the whole in frameworks of one line: the overall one, else the first.
    static func chief(of frameworks: [Framework]) -> String? {
        let areas = frameworks.flatMap(\.areas)
        return (areas.first { $0.id.hasPrefix("overall") } ?? areas.first)?.id
    }
}

extension HistoryTransaction {
    /// The band in which a provider's next inspection came with others, `timeline`: what is known of it, oldest first.
    /// `nil` where too little is known, or of so many that it would take long. `before`: only inspections that began
    /// before this day count, so that the answer stays while that day does.
    package func expectedNext(
        after timeline: [Timeline.Entry], catalogue: FrameworkCatalogue, by derivation: Derivation, at now: Date,
        before end: CalendarDate? = nil
    ) throws -> ExpectedNext? {
        guard let last = timeline.last(where: \.isStep)?.graded, let framework = catalogue[last.framework] else {
            return nil
        }
        let chief = framework.areas.first { $0.id.hasPrefix("overall") && last.grade(of: $0.id) != nil }
        // Where the area that stood for the whole is graded no more, the first that is.
        guard let area = chief ?? framework.areas.first(where: { last.grade(of: $0.id) != nil }),
            let grade = last.grade(of: area.id)
        else { return nil }
        guard try countStanding(framework: framework.id, area: area.id) <= ExpectedNext.mostProviders else {
            return nil
        }
        let steps = try statedGrades(of: area.id, frameworks: [framework.id], by: derivation, at: now)
        return ExpectedNext(
            after: grade, in: area, of: framework, since: last.placed,
            steps: end.map { end in steps.filter { $0.day < end } } ?? steps)
    }
}

extension Archive {
    /// The sentence on a provider's next inspection; `nil` where too little is known.
    func expectedNext(
        after report: HistoryReport, catalogue: FrameworkCatalogue, now: Date
    ) async throws(HistoryError) -> String? {
        let derivation = derivation
        return try await history.read("read intervals") {
            try $0.expectedNext(after: report.inspections, catalogue: catalogue, by: derivation(), at: now)?.sentence()
        }
    }
}
