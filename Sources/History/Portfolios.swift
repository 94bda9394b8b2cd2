package import Inspections

extension HistoryTransaction {
    /// A provider and those that it goes on for, it first, the others by id.
    package func line(of provider: ProviderID) throws -> [Provider] {
        let line = try rows(
            Query(
                """
                WITH RECURSIVE line (id) AS (
                    VALUES (?)
                    UNION
                    SELECT predecessor FROM predecessors, line WHERE provider = line.id
                )
                SELECT line.id, coalesce(name, line.id) AS name, coalesce(kind, 'unknown') AS kind, region
                FROM line LEFT JOIN providers ON providers.id = line.id
                """, [provider.text]), Provider.init)
        if line.count < 2 { return line }
        return line.filter { $0.id == provider } + line.filter { $0.id != provider }.sorted { $0.id < $1.id }
    }

    /// Those that go on for a provider, and for these, by id; without it.
    package func followers(of provider: ProviderID) throws -> [ProviderID] {
        try rows(
            Query(
                """
                WITH RECURSIVE line (id) AS (
                    VALUES (?)
                    UNION
                    SELECT provider FROM predecessors, line WHERE predecessor = line.id
                )
                SELECT id FROM line
                """, [provider.text])
        ) { ProviderID($0[0]) }.filter { $0 != provider }.sorted()
    }

    /// Everybody who goes on for somebody, and everybody whose place another has taken whose grades readers know.
    package func successions() throws -> (replaced: Set<ProviderID>, successors: Set<ProviderID>) {
        let pairs = try rows(
            Query(
                """
                SELECT predecessor, provider, CASE WHEN is_told = 1 OR coalesce(
                    (SELECT grades FROM held_grades WHERE held_grades.provider = predecessors.provider),
                    (SELECT grades FROM standing_grades WHERE standing_grades.provider = predecessors.provider),
                    '[]') <> '[]' THEN 1 ELSE 0 END
                FROM predecessors WHERE predecessor <> provider
                """)
        ) { (predecessor: ProviderID($0[0]), provider: ProviderID($0[1]), isReplaced: $0[2] as Bool) }
        return (Set(pairs.filter(\.isReplaced).map(\.predecessor)), Set(pairs.map(\.provider)))
    }

    /// Those of a line whose place, as far as readers know, nobody has taken yet.
    package func newPredecessors(in line: [ProviderID]) throws -> Set<ProviderID> {
        let (marks, ids) = Query.list(line.map(\.text))
        let found = try rows(
            Query(
                """
                SELECT predecessor FROM predecessors WHERE provider IN (\(marks)) AND predecessor <> provider
                GROUP BY predecessor HAVING max(is_told) = 0
                """, ids)
        ) { ProviderID($0[0]) }
        return Set(found)
    }

    /// Readers know of a line's newest what was known of the others.
    package func noteTold(successionsIn line: [ProviderID]) throws {
        let (marks, ids) = Query.list(line.map(\.text))
        try run(Query("UPDATE predecessors SET is_told = 1 WHERE is_told = 0 AND provider IN (\(marks))", ids))
    }

    /// Who goes on for whom.
    package func successionPairs() throws -> [(predecessor: ProviderID, provider: ProviderID)] {
        try rows(
            Query(
                """
                SELECT predecessor, provider FROM predecessors WHERE predecessor <> provider
                ORDER BY predecessor, provider
                """)
        ) { (ProviderID($0[0]), ProviderID($0[1])) }
    }

    /// Records what each rule made of a publication's statement, instead of what it made of an earlier one.
    package func save(_ decisions: [(portfolio: String, reason: String)], ofPublication row: Int64) throws {
        for decision in decisions {
            try run(
                Query(
                    """
                    INSERT INTO portfolio_decisions (publication, portfolio, reason) VALUES (?, ?, ?)
                    ON CONFLICT (publication, portfolio) DO UPDATE SET reason = excluded.reason
                    """, [row, decision.portfolio, decision.reason]))
        }
    }

    /// By the names of the portfolios.
    package func portfolioDecisions(ofPublication publication: Int64) throws -> [(portfolio: String, reason: String)] {
        try rows(
            Query(
                "SELECT portfolio, reason FROM portfolio_decisions WHERE publication = ? ORDER BY portfolio",
                [publication])
        ) { ($0[0], $0[1]) }
    }
}
