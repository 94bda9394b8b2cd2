import Foundation
import GRDB
package import Inspections

extension HistoryTransaction {
    /// Records who a provider is, as `source` says; what a surer one has said of it stands.
    package func save(_ provider: Provider, namedBy source: NameSource = .document) throws {
        let row = try row(of: provider.id)
        let known = try known(provider, namedBy: source)
        // A table says the same of thousands at each release.
        if let row, Provider(row) == known, row["named_by"] >= source.rawValue { return }
        try database.cachedStatement(
            sql: """
                INSERT INTO providers (id, name, kind, region, named_by) VALUES (?, ?, ?, ?, ?)
                ON CONFLICT (id) DO UPDATE SET name = excluded.name, kind = excluded.kind, region = excluded.region,
                    named_by = max(named_by, excluded.named_by)
                """
        ).execute(arguments: [known.id.text, known.name, known.kind, known.region, source.rawValue])
    }

    /// What is known of a provider once `source` has said this of it.
    package func known(_ provider: Provider, namedBy source: NameSource) throws -> Provider {
        guard let row = try row(of: provider.id) else { return provider }
        return provider.joined(
            to: Provider(row), saidBy: NameSource(rawValue: row["named_by"]) ?? .document, now: source)
    }

    package func provider(_ id: ProviderID) throws -> Provider? { try row(of: id).map(Provider.init) }

    private func row(of id: ProviderID) throws -> Row? {
        try Row.fetchOne(
            database.cachedStatement(sql: "SELECT * FROM providers WHERE id = ?"), arguments: [id.text])
    }

    /// Those of that name, forgiving only its letters' case.
    package func providers(named name: String) throws -> [Provider] {
        try Row.fetchAll(
            database.cachedStatement(sql: "SELECT * FROM providers WHERE name = ? COLLATE NOCASE ORDER BY id"),
            arguments: [name]
        ).map(Provider.init)
    }

    /// Those that a document alone has named, in the possessive, and of whose kind nothing is known.
    package func providersNamedInPossessive() throws -> [Provider] {
        let endings = ["'s", "’s", "'", "’"]
        return try Row.fetchAll(
            database,
            sql: """
                SELECT * FROM providers WHERE named_by = 0 AND kind = ?
                    AND (\(endings.map { _ in "name LIKE ?" }.joined(separator: " OR ")))
                """, arguments: StatementArguments([Provider.unknownKind] + endings.map { "%" + $0 })
        ).map(Provider.init)
    }

    package func providers() throws -> [Provider] {
        try Row.fetchAll(database, sql: "SELECT * FROM providers ORDER BY name").map(Provider.init)
    }

    /// Replaces what is recorded of a publication's judgements.
    package func save(_ changes: [JudgementChange], of row: Int64) throws {
        try database.cachedStatement(sql: "DELETE FROM judgements WHERE publication = ?").execute(arguments: [row])
        for (position, change) in changes.enumerated() {
            try database.cachedStatement(
                sql: """
                    INSERT INTO judgements (publication, position, area, grade, printed, page, evidence, from_grade,
                        direction, reason)
                    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                    """
            ).execute(arguments: [
                row, position, change.area, change.to?.grade, change.to?.printed, change.to?.page,
                change.to?.evidence, change.from, change.direction?.rawValue, change.reason.rawValue,
            ])
        }
    }

    /// Records that a provider goes on under another id: what was judged of the predecessor was judged of it.
    package func save(predecessor: ProviderID, of provider: ProviderID) throws {
        try database.cachedStatement(
            sql: "INSERT OR IGNORE INTO predecessors (provider, predecessor) VALUES (?, ?)"
        ).execute(arguments: [provider.text, predecessor.text])
    }

    /// Those that go on for a provider which was known under another id.
    package func successors(of provider: ProviderID) throws -> [Provider] {
        try Row.fetchAll(
            database.cachedStatement(
                sql: """
                    SELECT providers.* FROM predecessors JOIN providers ON id = provider
                    WHERE predecessor = ? ORDER BY id
                    """),
            arguments: [provider.text]
        ).map(Provider.init)
    }

    /// All graded inspections of a provider and its predecessors, oldest first.
    package func inspections(of provider: ProviderID) throws -> [StoredInspection] {
        let publications = try Row.fetchAll(
            database.cachedStatement(
                sql: """
                    WITH RECURSIVE line (id) AS (
                        VALUES (?)
                        UNION
                        SELECT predecessor FROM predecessors, line WHERE provider = line.id
                    )
                    \(StoredPublication.select)
                    WHERE provider_id IN (SELECT id FROM line) AND state = 'read' AND framework IS NOT NULL
                    """),
            arguments: [provider.text]
        ).map(StoredPublication.init)
        return try publications.compactMap(inspection(of:)).sorted {
            ($0.inspection.placed, $0.row) < ($1.inspection.placed, $1.row)
        }
    }

    /// The graded inspection that a publication reported; `nil` where it reported none.
    package func inspection(of publication: StoredPublication) throws -> StoredInspection? {
        guard let row = publication.row, let framework = publication.framework else { return nil }
        let rows = try Row.fetchAll(
            database.cachedStatement(sql: "SELECT * FROM judgements WHERE publication = ? ORDER BY position"),
            arguments: [row])
        let judgements = rows.compactMap(Judgement.init(row:))
        guard !judgements.isEmpty, let seen = CalendarDate(london: publication.seen) else { return nil }
        return StoredInspection(
            row: row,
            inspection: GradedInspection(
                framework: framework, dates: publication.dates, published: publication.published,
                url: publication.documentURL, basis: publication.basis ?? .report, judgements: judgements, seen: seen),
            changes: rows.map {
                StoredChange(
                    area: $0["area"], from: $0["from_grade"], to: $0["grade"], direction: $0["direction"],
                    reason: $0["reason"])
            },
            late: publication.late)
    }
}

extension Provider {
    init(_ row: Row) {
        self.init(id: ProviderID(row["id"]), name: row["name"], kind: row["kind"], region: row["region"])
    }
}

extension Judgement {
    /// `nil` for a row that says that an area is no longer graded.
    fileprivate init?(row: Row) {
        guard let grade: String = row["grade"] else { return nil }
        self.init(
            area: row["area"], grade: grade, printed: row["printed"] ?? "", page: row["page"],
            evidence: row["evidence"] ?? "")
    }
}
