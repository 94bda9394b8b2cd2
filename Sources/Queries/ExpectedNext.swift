import History
import Inspections

/// When another inspection came after one with the same outcome: what the record has seen, never a promise. Pure.
struct ExpectedNext: Hashable {
    /// Whole months between the first days of two inspections; of a tenth of them it was less, and of a tenth more.
    let tenth: Int
    let median: Int
    let ninetieth: Int
    /// Pairs of inspections.
    let count: Int

    /// Fewer say nothing.
    static let least = 10

    /// `steps`: by provider and day. `nil` where too few are known.
    init?(after grade: String, in steps: [StatedGrade]) {
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
    }

    /// The area that stands for the whole in frameworks of one line: the overall one, else the first.
    static func chief(of frameworks: [Framework]) -> String? {
        let areas = frameworks.flatMap(\.areas)
        return (areas.first { $0.id.hasPrefix("overall") } ?? areas.first)?.id
    }

    /// `after good in overall effectiveness another inspection came within 39 to 65 months (median 52, n = 64 in this
    /// record): between
    /// February 2027 and April 2029, if that still holds; it is not a promise`.
    func sentence(after grade: String, in area: String, from day: CalendarDate) -> String {
        func month(_ count: Int) -> String {
            let total = day.year * 12 + day.month - 1 + count
            return CalendarDate(dayOrMonth: "\(total / 12)-\(total % 12 < 9 ? "0" : "")\(total % 12 + 1)")?.inWords
                ?? ""
        }
        return
            "after \(grade) in \(area) another inspection came within \(tenth) to \(ninetieth) months (median \(median), "
            + "n = \(count) in this record): between \(month(tenth)) and \(month(ninetieth)), if that still holds; "
            + "it is not a promise"
    }
}

extension Archive {
    /// The sentence on a provider's next inspection; `nil` where too little is known.
    func expectedNext(after report: HistoryReport, catalogue: FrameworkCatalogue) async throws -> String? {
        guard let last = report.inspections.last(where: \.isStep)?.graded, let framework = catalogue[last.framework]
        else {
            return nil
        }
        let chief = framework.areas.first { $0.id.hasPrefix("overall") && last.grade(of: $0.id) != nil }
        // Where the area that stood for the whole is graded no more, the first that is.
        guard let area = chief ?? framework.areas.first(where: { last.grade(of: $0.id) != nil }),
            let grade = last.grade(of: area.id)
        else { return nil }
        let steps = try await history.read("read intervals") {
            try $0.statedGrades(of: area.id, frameworks: [framework.id])
        }
        return ExpectedNext(after: grade, in: steps)?.sentence(
            after: framework.scale.names[grade] ?? grade.replacing("-", with: " "), in: area.name, from: last.placed)
    }
}
