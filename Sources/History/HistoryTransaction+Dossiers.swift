import Foundation
import GRDB
package import Inspections

/// What the settlement asks of each of many providers, looked up for all of them at once.
package struct Dossiers {
    /// Those that go on for another.
    package let successors: Set<ProviderID>
    /// Those that others go on for.
    package let predecessors: Set<ProviderID>
    /// Those whose news is kept back of some feed.
    package let held: Set<ProviderID>
    /// Those with a publication that is pending or in doubt.
    package let unresolved: Set<ProviderID>
    package let statements: StatementPool
    private let toldOf: [ProviderID: [Told]]
    private let standingOf: [ProviderID: [StandingGrade]]

    /// What readers were told, or know from a baseline, of a provider.
    package func told(of provider: ProviderID) -> [Told] { toldOf[provider] ?? [] }

    /// The grades that stand of a provider.
    package func standing(of provider: ProviderID) -> [StandingGrade] { standingOf[provider] ?? [] }

    fileprivate init(of providers: [ProviderID], sources: SourceDirectory, in history: HistoryTransaction) throws {
        let (marks, ids) = Query.list(providers.map(\.text))
        func among(_ query: String) throws -> Set<ProviderID> {
            Set(try history.rows(Query(query + " (\(marks))", ids)) { ProviderID($0[0]) })
        }
        successors = try among("SELECT DISTINCT provider FROM predecessors WHERE provider IN")
        predecessors = try among("SELECT DISTINCT predecessor FROM predecessors WHERE predecessor IN")
        held = try among("SELECT provider FROM unsettled WHERE is_held = 1 AND provider IN")
        unresolved = try among(
            "SELECT DISTINCT provider_id FROM publications WHERE state IN ('pending', 'doubtful') AND provider_id IN")
        statements = try history.statements(ofEach: providers, sources: sources)
        let decoder = JSONDecoder()
        let told = try history.rows(
            Query("SELECT told FROM told WHERE provider IN (\(marks)) ORDER BY provider, statement", ids)
        ) { try decoder.decode(Told.self, from: Data(($0[0] as String).utf8)) }
        toldOf = Dictionary(grouping: told, by: \.provider)
        let standing = try history.rows(
            Query("\(StandingGrade.select) WHERE provider IN (\(marks))", ids), StandingGrade.init)
        standingOf = Dictionary(grouping: standing, by: \.provider)
    }
}

extension HistoryTransaction {
    /// `providers`: not empty.
    package func dossiers(of providers: [ProviderID], sources: SourceDirectory) throws -> Dossiers {
        try Dossiers(of: providers, sources: sources, in: self)
    }
}
