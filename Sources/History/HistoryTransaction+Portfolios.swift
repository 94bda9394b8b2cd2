import GRDB
package import Inspections

extension HistoryTransaction {
    /// Providers that an inspection from that day on, or one without a day, gave such a grade in an area, whatever came after;
    /// a predecessor stands under the provider that goes on for it.
    package func providers(graded grades: Set<String>, in area: String, since day: CalendarDate) throws -> [Provider] {
        let marks = grades.map { _ in "?" }.joined(separator: ", ")
        let found = try String.fetchAll(
            database.cachedStatement(
                sql: """
                    SELECT DISTINCT provider_id FROM publications INDEXED BY publications_by_day
                    JOIN judgements ON publication = publications.id
                    WHERE coalesce(inspection_start, published, '9999') >= ? AND state = 'read' AND framework IS NOT NULL
                        AND provider_id IS NOT NULL AND area = ? AND grade IN (\(marks))
                    """),
            arguments: StatementArguments([day.iso, area]) + StatementArguments(grades.sorted()))
        return try Set(found.map { try successor(of: ProviderID($0)) }).sorted().compactMap(provider)
    }

    /// A provider and those that it goes on for, it first.
    package func line(of provider: ProviderID) throws -> [Provider] {
        try Row.fetchAll(
            database.cachedStatement(
                sql: """
                    WITH RECURSIVE line (id) AS (
                        VALUES (?)
                        UNION
                        SELECT predecessor FROM predecessors, line WHERE provider = line.id
                    )
                    SELECT line.id, coalesce(name, line.id) AS name, coalesce(kind, 'unknown') AS kind, region
                    FROM line LEFT JOIN providers ON providers.id = line.id
                    """), arguments: [provider.text]
        ).map(Provider.init)
    }

    /// Under which id a provider goes on today; its own where nobody has followed it.
    private func successor(of provider: ProviderID) throws -> ProviderID {
        let line = try String.fetchAll(
            database.cachedStatement(
                sql: """
                    WITH RECURSIVE line (id) AS (
                        VALUES (?)
                        UNION
                        SELECT provider FROM predecessors, line WHERE predecessor = line.id
                    )
                    SELECT id FROM line
                    """), arguments: [provider.text])
        return line.last.map { ProviderID($0) } ?? provider
    }

    /// Records what each rule made of a publication's statement, instead of what it made of an earlier one.
    package func save(_ decisions: [(portfolio: String, reason: String)], ofPublication row: Int64) throws {
        for decision in decisions {
            try database.cachedStatement(
                sql: "INSERT OR REPLACE INTO portfolio_decisions (publication, portfolio, reason) VALUES (?, ?, ?)"
            ).execute(arguments: [row, decision.portfolio, decision.reason])
        }
    }

    /// By the names of the portfolios.
    package func portfolioDecisions(ofPublication row: Int64) throws -> [(portfolio: String, reason: String)] {
        try Row.fetchAll(
            database, sql: "SELECT * FROM portfolio_decisions WHERE publication = ? ORDER BY portfolio",
            arguments: [row]
        ).map { (portfolio: $0["portfolio"], reason: $0["reason"]) }
    }
}
