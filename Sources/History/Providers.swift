import Foundation
package import Inspections

extension HistoryTransaction {
    /// Records who a provider is, as `source` says; what a surer one has said of it stands.
    package func save(_ provider: Provider, namedBy source: NameSource = .document) throws {
        try save(provider, namedBy: source, insteadOf: named(provider.id))
    }

    /// The same, where it was looked up who it was before; `nil` for nobody.
    package func save(_ provider: Provider, namedBy source: NameSource, insteadOf before: NamedProvider?) throws {
        let known = before.map { provider.joined(to: $0.provider, saidBy: $0.by, now: source) } ?? provider
        // A table says the same of thousands at each release.
        if let before, before.provider == known, before.by >= source { return }
        if let before { try tally(before.provider, as: known) }
        try write(.provider, [known.id.text, known.name, known.kind, known.region, source.rawValue])
        changeFacts(of: known.id) { $0.named = (known, max(source, $0.named?.by ?? source)) }
        if before == nil { try tallyFromNowOn(known.id) }
    }

    /// What is known of a provider once `source` has said this of it.
    package func known(_ provider: Provider, namedBy source: NameSource) throws -> Provider {
        guard let before = try named(provider.id) else { return provider }
        return provider.joined(to: before.provider, saidBy: before.by, now: source)
    }

    /// A provider and who said what it is called.
    package typealias NamedProvider = (provider: Provider, by: NameSource)

    package func provider(_ id: ProviderID) throws -> Provider? { try named(id)?.provider }

    package func named(_ id: ProviderID) throws -> NamedProvider? {
        if let facts = facts(of: id) { return facts.named }
        return try row(Query("SELECT name, kind, region, named_by FROM providers WHERE id = ?", [id.text])) { row in
            (
                Provider(id: id, name: row[0], kind: row[1], region: row[2]),
                NameSource(rawValue: row[3]) ?? .document
            )
        }
    }

    /// Those of that name, forgiving only its letters' case.
    package func providers(named name: String) throws -> [Provider] {
        try rows(
            Query("SELECT * FROM providers WHERE name COLLATE NOCASE = ? COLLATE NOCASE ORDER BY id", [name]),
            Provider.init)
    }

    /// Those of that id, forgiving only its letters' case.
    package func providers(withIDLike id: ProviderID) throws -> [Provider] {
        try rows(
            Query("SELECT * FROM providers WHERE id COLLATE NOCASE = ? COLLATE NOCASE ORDER BY id", [id.text]),
            Provider.init)
    }

    /// Those of that number, whoever has given it.
    package func providers(numbered number: String) throws -> [Provider] {
        try rows(Query("SELECT * FROM providers WHERE id LIKE ? ORDER BY id", ["%:" + number]), Provider.init)
            .filter { $0.id.isNumbered && $0.names.contains(number) }
    }

    /// Those that a document alone has named, in the possessive, and of whose kind nothing is known.
    package func providersNamedInPossessive() throws -> [Provider] {
        let endings = ["'s", "’s", "'", "’"]
        return try rows(
            Query(
                """
                SELECT * FROM providers WHERE named_by = 0 AND kind = ?
                    AND (\(endings.map { _ in "name LIKE ?" }.joined(separator: " OR ")))
                ORDER BY id
                """, [Provider.unknownKind] + endings.map { "%" + $0 }), Provider.init)
    }

    /// The names of all of them, a name that several bear more than once.
    package func providerNames() throws -> [String] {
        try rows(Query("SELECT name FROM providers")) { $0[0] as String }
    }

    package func providers() throws -> [Provider] {
        try rows(Query("SELECT * FROM providers ORDER BY name, id"), Provider.init)
    }

    /// Records that a provider goes on under another id: what was judged of the predecessor was judged of it. True
    /// where that is new. `isTold`: nobody knew anything of the predecessor.
    @discardableResult
    package func save(predecessor: ProviderID, of provider: ProviderID, isTold: Bool = false) throws -> Bool {
        try tallyNoMore(predecessor)
        if let facts = facts(of: predecessor) {
            if facts.followers.contains(provider.text) { return false }
            try write(.predecessor, [provider.text, predecessor.text, isTold])
            changeFacts(of: predecessor) { $0.followers.insert(provider.text) }
            return true
        }
        return try changes(
            by: Query(
                "INSERT INTO predecessors (provider, predecessor, is_told) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
                [provider.text, predecessor.text, isTold])) > 0
    }

    package func isPredecessor(_ predecessor: ProviderID, of provider: ProviderID) throws -> Bool {
        if let facts = facts(of: predecessor) { return facts.followers.contains(provider.text) }
        return try isTrue(
            Query(
                "SELECT EXISTS (SELECT 1 FROM predecessors WHERE provider = ? AND predecessor = ?)",
                [provider.text, predecessor.text]))
    }

    /// Those that go on for a provider which was known under another id.
    package func successors(of provider: ProviderID) throws -> [Provider] {
        try rows(
            Query(
                """
                SELECT providers.* FROM predecessors JOIN providers ON id = provider
                WHERE predecessor = ? ORDER BY id
                """, [provider.text]), Provider.init)
    }

    /// The ids that one provider has had, the newest first, `provider` among them: each goes on for the next alone, and
    /// no other does. Who goes on for two, or whose place two have taken, is another provider than these.
    package func numbers(of provider: ProviderID) throws -> [ProviderID] {
        var numbers = [provider]
        while let newer = try follower(of: numbers[0]), !numbers.contains(newer) { numbers.insert(newer, at: 0) }
        while let last = numbers.last, let older = try only("predecessor", where: "provider", is: last),
            try follower(of: older) == last, !numbers.contains(older)
        {
            numbers.append(older)
        }
        return numbers
    }

    /// The only one that goes on for a provider, and for no other.
    private func follower(of provider: ProviderID) throws -> ProviderID? {
        guard let follower = try only("provider", where: "predecessor", is: provider) else { return nil }
        return try only("predecessor", where: "provider", is: follower) == provider ? follower : nil
    }

    private func only(_ wanted: String, where known: String, is provider: ProviderID) throws -> ProviderID? {
        let found = try rows(
            Query(
                "SELECT \(wanted) FROM predecessors WHERE \(known) = ? AND predecessor <> provider LIMIT 2",
                [provider.text])
        ) { ProviderID($0[0]) }
        return found.count == 1 ? found[0] : nil
    }
}

extension Provider {
    init(_ row: Row) {
        self.init(id: ProviderID(row["id"]), name: row["name"], kind: row["kind"], region: row["region"])
    }
}
