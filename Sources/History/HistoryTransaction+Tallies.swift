import GRDB
import Inspections

/// How many providers have a grade that stands.
package struct GradeTally: Hashable, Sendable {
    /// `nil` for those of whom none is known.
    package let region: String?
    package let framework: String
    package let area: String
    package let grade: String
    package let providers: Int
}

extension HistoryTransaction {
    /// By region, framework, area and grade.
    package func tallies() throws -> [GradeTally] { try talliesFromScratch() }

    /// Frameworks under which providers of a region have grades, the one with most first.
    package func frameworks(in region: String) throws -> [String] {
        var counts: [String: Int] = [:]
        for tally in try tallies() where tally.region == region {
            counts[tally.framework] = max(counts[tally.framework] ?? 0, tally.providers)
        }
        return counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map(\.key)
    }

    /// By region, framework, area and grade, counted anew from the grades that stand.
    package func talliesFromScratch() throws -> [GradeTally] {
        struct Key: Hashable {
            let region: String?
            let framework: String
            let area: String
            let grade: String
        }
        var counts: [Key: Int] = [:]
        _ = try rows(
            Query(
                """
                SELECT provider, grades, region FROM standing_grades JOIN providers ON id = provider
                WHERE NOT EXISTS (SELECT 1 FROM predecessors WHERE predecessor = id)
                """)
        ) { row -> Void? in
            for grade in try StandingGrade.all(of: ProviderID(row[0]), in: row[1]) {
                counts[Key(region: row[2], framework: grade.framework, area: grade.area, grade: grade.grade), default: 0] += 1
            }
            return nil
        }
        return counts.map { key, count in
            GradeTally(
                region: key.region, framework: key.framework, area: key.area, grade: key.grade, providers: count)
        }.sorted {
            ($0.region ?? "", $0.framework, $0.area, $0.grade) < ($1.region ?? "", $1.framework, $1.area, $1.grade)
        }
    }
}
