package import Foundation
import GRDB
package import Inspections

/// A provider with the grades that stand today, as the settlement keeps them.
package struct RatedProvider: Sendable {
    package let provider: Provider
    /// In the order in which the inspections give them.
    package let grades: [StandingGrade]
    /// When a feed that has stated something of it was last read without a fault; `nil` where none was since.
    package let checked: Date?
}

extension HistoryTransaction {
    /// Every provider with standing grades, by name; those that others go on for are among these. `region`: those of it alone, `nil`
    /// for all.
    package func ratedProviders(region: String? = nil) throws -> [ProviderID] {
        try rows(
            Query(
                """
                SELECT id FROM providers JOIN standing_grades ON provider = id
                WHERE \(region == nil ? "? IS NULL" : "region = ?")
                    AND NOT EXISTS (SELECT 1 FROM predecessors WHERE predecessor = id)
                ORDER BY name, id
                """, [region])
        ) { ProviderID($0[0]) }
    }

    /// The standing grades of some of them, in no order.
    package func rated(_ providers: [ProviderID]) throws -> [ProviderID: RatedProvider] {
        let (marks, ids) = Query.list(providers.map(\.text))
        let found = try rows(
            Query(
                """
                SELECT providers.id, name, kind, region, grades, (
                    SELECT max(last_success) FROM publications JOIN feeds ON feeds.name = feed
                    WHERE provider_id = providers.id)
                FROM providers JOIN standing_grades ON provider = providers.id WHERE providers.id IN (\(marks))
                """, ids)
        ) { row in
            let id = ProviderID(row[0])
            return RatedProvider(
                provider: Provider(id: id, name: row[1], kind: row[2], region: row[3]),
                grades: try StandingGrade.all(of: id, in: row[4]), checked: Date(seconds: row[5]))
        }
        return Dictionary(found.map { ($0.provider.id, $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// All regions that a provider lies in, by name.
    package func regions() throws -> [String] {
        try rows(Query("SELECT DISTINCT region FROM providers WHERE region IS NOT NULL ORDER BY region")) { $0[0] }
    }
}
