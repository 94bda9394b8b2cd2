/// What is written in great numbers, in the order in which it may be written.
enum RowKind: Int, CaseIterable, Sendable {
    case provider
    case predecessor
    case publication
    case statement
    case judgement
    case witness
    case look
    case tableRow
    case unsettled
    case told
    case standing
    case tally
    /// Whose news was told.
    case settled

    var shape: RowShape { RowKind.shapes[rawValue] }

    static let shapes: [RowShape] = allCases.map(made)

    private static func made(_ kind: RowKind) -> RowShape {
        switch kind {
        case .provider:
            RowShape(
                into: "providers", fields("id name kind region", integers: "named_by"), key: ["id"],
                """
                ON CONFLICT (id) DO UPDATE SET name = excluded.name, kind = excluded.kind, region = excluded.region,
                    named_by = CASE WHEN excluded.named_by > providers.named_by THEN excluded.named_by
                        ELSE providers.named_by END
                """)
        case .predecessor:
            RowShape(
                into: "predecessors", fields("provider predecessor", integers: "is_told"), "ON CONFLICT DO NOTHING")
        case .publication:
            RowShape(
                into: "publications",
                [RowShape.Field(name: "id", kind: .integer)]
                    + Query.names(in: StoredPublication.columns).map { RowShape.Field(name: $0, kind: column($0)) })
        case .statement:
            RowShape(
                into: "statements",
                [RowShape.Field(name: "id", kind: .integer)]
                    + NewStatement.columns.map { RowShape.Field(name: $0, kind: column($0)) })
        case .judgement:
            RowShape(
                into: "statement_judgements",
                ["statement", "position", "area", "grade", "printed", "page", "evidence"]
                    .map { RowShape.Field(name: $0, kind: column($0)) })
        case .witness:
            RowShape(
                into: "statement_witnesses",
                ["statement", "position", "area", "grade", "printed", "page", "source", "evidence"]
                    .map { RowShape.Field(name: $0, kind: column($0)) })
        case .look:
            RowShape(
                into: "looks",
                [
                    "publication", "at", "state", "reason", "sha256", "provider", "published", "framework",
                    "inspection_start", "inspection_end", "unresolved_since",
                ].map { RowShape.Field(name: $0, kind: column($0)) })
        case .tableRow:
            RowShape(
                into: "table_rows", fields("feed", integers: "fingerprint"), "ON CONFLICT DO NOTHING")
        case .unsettled: RowShape.unsettled
        case .told:
            RowShape(
                into: "told",
                ["provider", "statement", "told"].map { RowShape.Field(name: $0, kind: column($0)) },
                key: ["provider", "statement"],
                "ON CONFLICT (provider, statement) DO UPDATE SET told = excluded.told")
        case .standing:
            RowShape(
                into: "standing_grades", fields("provider grades"), key: ["provider"],
                "ON CONFLICT (provider) DO UPDATE SET grades = excluded.grades")
        case .tally:
            RowShape(
                into: "standing_tallies", fields("region framework area grade", integers: "providers"),
                key: ["region", "framework", "area", "grade"],
                """
                ON CONFLICT (region, framework, area, grade)
                    DO UPDATE SET providers = standing_tallies.providers + excluded.providers
                """)
        case .settled:
            RowShape(
                fields("provider"), single: "DELETE FROM unsettled WHERE provider = ?",
                many: "DELETE FROM unsettled WHERE provider = ANY(CAST(? AS TEXT[]))")
        }
    }

    private static func fields(_ texts: String, integers: String = "") -> [RowShape.Field] {
        Query.names(in: texts).map { RowShape.Field(name: $0, kind: .text) }
            + Query.names(in: integers).map { RowShape.Field(name: $0, kind: .integer) }
    }

    private static func column(_ name: String) -> ColumnKind {
        if integers.contains(name) { return .integer }
        return reals.contains(name) ? .real : .text
    }

    private static let integers: Set<String> = [
        "announces_pdf", "baseline", "attempts", "publication", "statement", "position", "page", "is_row", "is_partial",
        "is_silent",
    ]
    private static let reals: Set<String> = [
        "seen", "next_try", "listed", "unresolved_since", "waits_since", "recorded", "at",
    ]
}

extension RowShape {
    /// Of a provider something was recorded, and so of those that go on for it.
    fileprivate static let unsettled = RowShape(
        [Field(name: "provider", kind: .text), Field(name: "feed", kind: .text)],
        // `WHERE` tells SQLite where the `SELECT` ends.
        single: """
            INSERT INTO unsettled (provider, feed, is_held)
            WITH RECURSIVE line (id) AS (
                VALUES (?)
                UNION
                SELECT provider FROM predecessors, line WHERE predecessor = line.id
            )
            SELECT id, ?, 0 FROM line WHERE true ON CONFLICT (provider, feed) DO NOTHING
            """,
        // In the order in which it was recorded.
        many: """
            INSERT INTO unsettled (provider, feed, is_held)
            WITH RECURSIVE line (id, feed, place) AS (
                SELECT * FROM unnest(CAST(? AS TEXT[]), CAST(? AS TEXT[])) WITH ORDINALITY
                UNION
                SELECT provider, line.feed, place FROM predecessors, line WHERE predecessor = line.id
            )
            SELECT id, feed, 0 FROM line GROUP BY id, feed ORDER BY min(place), id
            ON CONFLICT (provider, feed) DO NOTHING
            """)
}

extension HistoryTransaction {
    /// Writes a row: at once on a file; over a network with others, before anything is asked.
    func write(_ kind: RowKind, _ row: [(any QueryValue)?]) throws {
        guard let pending else { return try run(Query(kind.shape.single, row)) }
        // Of whom something was told, and then recorded again, it is not told.
        if kind == .unsettled, pending.hasRows(of: RowKind.settled.rawValue) { try writePending() }
        try pending.add(row, to: kind.rawValue, for: database)
    }

    func writePending() throws {
        guard let pending, pending.hasRows else { return }
        lookedUp?.forgetAnswers()
        try pending.write(to: database)
    }
}
