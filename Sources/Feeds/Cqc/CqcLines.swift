import Inspections

/// A location's ratings by what may be compared with what: the location's own line, and one for each service group
/// beside it.
///
/// A location with one service group is rated with it. Of several groups without a rating of the location as a whole,
/// the one that was assessed before all others goes on for the location, and each of the others has a line of its own,
/// before which the reports on the whole location stand: it was rated with it then. Where the location has an overall
/// rating beside its groups', those of the groups are compared with their own alone.
struct CqcLines {
    struct Group {
        let name: String
        /// Oldest first.
        let ratings: [CqcRatings]
        var areas: Set<String> { CqcLines.areas(ratings) }
    }

    /// Oldest first.
    private(set) var location: [CqcRatings] = []
    private(set) var groups: [Group] = []
    private(set) var faults: [String] = []

    /// The areas of the location that are rated today, as a whole or in one of its groups.
    var areas: Set<String> { groups.reduce(CqcLines.areas(location)) { $0.union($1.areas) } }

    private static func areas(_ line: [CqcRatings]) -> Set<String> {
        Set(line.filter(\.isCurrent).flatMap(\.ratings).map(\.area))
    }

    /// Days that the day of a report may lie from those of the assessment whose ratings it repeats.
    private static let slack = 31

    init(reports: [CqcRatings], assessments: [CqcRatings]) {
        let own = assessments.filter { $0.group == nil }
        var names: [String] = []
        for name in assessments.compactMap(\.group) where !names.contains(name) { names.append(name) }
        let first = own.isEmpty ? CqcLines.first(of: assessments) : nil
        location = line(of: reports + own + assessments.filter { $0.group != nil && $0.group == first })
        for name in names where name != first {
            let assessed = assessments.filter { $0.group == name }
            let day = assessed.map(\.published).min() ?? .distantPast
            var before = own.isEmpty ? reports.filter { $0.published < day } : []
            for place in before.indices { before[place].isCurrent = false }
            groups.append(Group(name: name, ratings: line(of: before + assessed)))
        }
    }

    /// The group that was assessed before all others; `nil` where several were first on one day.
    private static func first(of assessments: [CqcRatings]) -> String? {
        let day = assessments.map(\.published).min()
        let names = Set(assessments.filter { $0.published == day }.compactMap(\.group))
        return names.count == 1 ? names.first : nil
    }

    /// Each day once, oldest first; a report that repeats what an assessment has stated is one with it.
    private mutating func line(of all: [CqcRatings]) -> [CqcRatings] {
        var line: [CqcRatings] = []
        for ratings in all.sorted(by: { ($0.published, $0.ratings.count) < ($1.published, $1.ratings.count) }) {
            if let last = line.last, last.published == ratings.published || CqcLines.isRepeated(last, ratings) {
                line[line.count - 1] = joined(last, ratings)
            } else {
                line.append(ratings)
            }
        }
        for place in line.indices {
            // Reports are in order by the day of their publication: one that came in between would seem to be the later
            // one.
            guard let start = line[place].start else { continue }
            let isPassed = line.contains {
                !$0.isAssessment && $0.published > start && $0.published < line[place].published
            }
            if isPassed { line[place].start = nil }
        }
        // Of a day on which all differ nothing is left.
        return line.filter { !$0.ratings.isEmpty }
    }

    private static func isRepeated(_ a: CqcRatings, _ b: CqcRatings) -> Bool {
        if a.isAssessment == b.isAssessment { return false }
        let (report, assessment) = a.isAssessment ? (b, a) : (a, b)
        let days =
            (assessment.start ?? assessment.published)
            .daysSinceEpoch...max(
                assessment.published.daysSinceEpoch, (assessment.start ?? assessment.published).daysSinceEpoch)
        let day = report.published.daysSinceEpoch
        guard day >= days.lowerBound - slack, day <= days.upperBound + slack else { return false }
        let shared = report.ratings.filter { assessment.grade(of: $0.area) != nil }
        return !shared.isEmpty && shared.allSatisfy { assessment.grade(of: $0.area) == $0.grade }
    }

    /// Of two that differ on one day nobody can tell which is right.
    private mutating func joined(_ a: CqcRatings, _ b: CqcRatings) -> CqcRatings {
        var (joined, other) = a.isAssessment || !b.isAssessment ? (a, b) : (b, a)
        joined.isWhole = joined.isWhole || other.isWhole
        joined.isCurrent = joined.isCurrent || other.isCurrent
        for rating in other.ratings {
            guard let known = joined.ratings.firstIndex(where: { $0.area == rating.area }) else {
                joined.ratings.append(rating)
                continue
            }
            if joined.ratings[known].grade == rating.grade { continue }
            faults.append(CqcRating.contradiction(joined.ratings[known], rating, on: joined.published))
            joined.ratings.remove(at: known)
            joined.isWhole = false
        }
        return joined
    }
}
