package import Inspections

/// What the settlement asks of each of many providers, looked up for all of them at once.
package struct Dossiers {
    /// Those that go on for another.
    package let successors: Set<ProviderID>
    /// Among them those of whom readers do not know that yet.
    package let newSuccessors: Set<ProviderID>
    /// Those that others go on for.
    package let predecessors: Set<ProviderID>
    /// Those whose news is kept back of some feed.
    package let held: Set<ProviderID>
    /// Those with a publication that is pending or in doubt.
    package let unresolved: Set<ProviderID>
    package let statements: StatementPool
    private let toldOf: [ProviderID: [Told]]
    private let standingOf: [ProviderID: String]
    private let regions: [ProviderID: String?]

    /// What readers were told, or know from a baseline, of a provider.
    package func told(of provider: ProviderID) -> [Told] { toldOf[provider] ?? [] }

    /// How the grades that stand of a provider are stored.
    package func standing(of provider: ProviderID) -> String? { standingOf[provider] }

    /// Where the grades that stand of a provider are counted.
    package func tallyPlace(of provider: ProviderID) -> TallyPlace {
        guard let region = regions[provider], !predecessors.contains(provider) else { return .nowhere }
        return .region(region)
    }

    fileprivate init(of providers: [ProviderID], sources: SourceDirectory, in history: HistoryTransaction) throws {
        let (marks, ids) = Query.list(providers.map(\.text))
        func among(_ query: String) throws -> Set<ProviderID> {
            Set(try history.rows(Query(query + " (\(marks))", ids)) { ProviderID($0[0]) })
        }
        let goingOn = try history.rows(
            Query(
                "SELECT provider, min(is_told) FROM predecessors WHERE provider IN (\(marks)) GROUP BY provider", ids)
        ) { (provider: ProviderID($0[0]), isTold: $0[1] as Bool) }
        successors = Set(goingOn.map(\.provider))
        newSuccessors = Set(goingOn.filter { !$0.isTold }.map(\.provider))
        predecessors = try among("SELECT DISTINCT predecessor FROM predecessors WHERE predecessor IN")
        held = try among("SELECT provider FROM unsettled WHERE is_held = 1 AND provider IN")
        unresolved = try among(
            "SELECT DISTINCT provider_id FROM publications WHERE state IN ('pending', 'doubtful') AND provider_id IN")
        statements = try history.statements(ofEach: providers, sources: sources)
        toldOf = try history.told(where: "provider IN (\(marks))", ids)
        let standing = try history.rows(
            Query("SELECT provider, grades FROM standing_grades WHERE provider IN (\(marks))", ids)
        ) { (ProviderID($0[0]), $0[1] as String) }
        standingOf = Dictionary(standing, uniquingKeysWith: { first, _ in first })
        let known = try history.rows(Query("SELECT id, region FROM providers WHERE id IN (\(marks))", ids)) {
            (ProviderID($0[0]), $0[1] as String?)
        }
        regions = Dictionary(known, uniquingKeysWith: { first, _ in first })
    }
}

extension HistoryTransaction {
    /// `providers`: not empty.
    package func dossiers(of providers: [ProviderID], sources: SourceDirectory) throws -> Dossiers {
        try askTogether { _ = try Dossiers(of: providers, sources: sources, in: self) }
        return try Dossiers(of: providers, sources: sources, in: self)
    }
}
