package import Inspections

/// What was stated of several providers, looked up at once.
package struct StatementPool: Sendable {
    /// In the order of recording, by publication.
    private var ofPublication: [Int64: [Statement]] = [:]
    private var publications: [ProviderID: Set<Int64>] = [:]
    private var atAddress: [String: Set<Int64>] = [:]
    private var ofBytes: [String: Set<Int64>] = [:]

    /// `statements`: all versions of their publications.
    init(_ statements: [Statement]) {
        for statement in statements {
            let publication = statement.publication
            ofPublication[publication, default: []].append(statement)
            publications[statement.provider, default: []].insert(publication)
            // Rows share neither.
            if statement.isRow { continue }
            if let address = statement.address { atAddress[address, default: []].insert(publication) }
            if !statement.sha256.isEmpty { ofBytes[statement.sha256, default: []].insert(publication) }
        }
    }

    /// All versions of every publication that has ever stated something of one of these, in the order of recording;
    /// with what is at the same address, or has the same bytes.
    package func statements(of providers: Set<ProviderID>) -> [Statement] {
        var chosen = providers.reduce(into: Set<Int64>()) { $0.formUnion(publications[$1] ?? []) }
        for statement in chosen.flatMap({ ofPublication[$0] ?? [] }) where !statement.isRow {
            if let address = statement.address { chosen.formUnion(atAddress[address] ?? []) }
            chosen.formUnion(ofBytes[statement.sha256] ?? [])
        }
        return chosen.flatMap { ofPublication[$0] ?? [] }.sorted { $0.id < $1.id }
    }
}
