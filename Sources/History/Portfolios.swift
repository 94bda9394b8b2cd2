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

    /// Everybody whom somebody goes on for, and everybody who goes on for somebody.
    package func successions() throws -> (predecessors: Set<ProviderID>, successors: Set<ProviderID>) {
        let pairs = try successionPairs()
        return (Set(pairs.map(\.predecessor)), Set(pairs.map(\.provider)))
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

    /// Whether a rule was told to hold, as far as it is the same rule still.
    package func portfolioHolds(_ portfolio: String, rule: String) throws -> Bool {
        try isTrue(Query("SELECT holds FROM portfolio_states WHERE portfolio = ? AND rule = ?", [portfolio, rule]))
    }

    package func save(portfolio: String, rule: String, holds: Bool) throws {
        try run(
            Query(
                """
                INSERT INTO portfolio_states (portfolio, rule, holds) VALUES (?, ?, ?)
                ON CONFLICT (portfolio) DO UPDATE SET rule = excluded.rule, holds = excluded.holds
                """, [portfolio, rule, holds]))
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
