package import Foundation
package import Inspections

/// A statement before it is recorded, and who decided it where a person did.
package struct NewStatement: Sendable {
    package var publication: Int64
    package var provider: ProviderID
    package var framework: String?
    package var visit = ""
    package var dates: InspectionDates
    package var published: CalendarDate?
    package var listed: Date?
    package var title: String
    package var url: String
    package var address: String?
    package var sha256: String
    package var reader = ""
    package var basis: Basis
    package var publisher: String
    package var number: String?
    package var isRow = false
    package var isPartial = false
    package var trust = Inspections.Statement.Trust.trusted
    /// The day yet to come that alone speaks against it; `nil` where it is trusted, or in doubt for anything else.
    package var awaited: CalendarDate?
    package var ruling: Inspections.Statement.Ruling?
    package var ruledBy: String?
    package var ruledWhy: String?
    package var isSilent = false
    package var facts: [String: String] = [:]
    package var judgements: [Judgement] = []
    /// Areas whose column was missing from the source.
    package var unsaid: Set<String> = []
    /// Of the areas in doubt.
    package var witnesses: [Witness] = []

    package init(
        publication: Int64, provider: ProviderID, framework: String?, dates: InspectionDates, title: String,
        url: String, sha256: String, basis: Basis, publisher: String
    ) {
        self.publication = publication
        self.provider = provider
        self.framework = framework
        self.dates = dates
        self.title = title
        self.url = url
        self.sha256 = sha256
        self.basis = basis
        self.publisher = publisher
    }

    /// The same as was stated before, as nobody's decision and believed.
    package init(repeating stated: Inspections.Statement) {
        self.init(
            publication: stated.publication, provider: stated.provider, framework: stated.framework,
            dates: stated.dates, title: stated.title, url: stated.url, sha256: stated.sha256, basis: stated.basis,
            publisher: stated.source.publisher)
        visit = stated.visit
        published = stated.published
        listed = stated.listed
        address = stated.address
        reader = stated.reader
        number = stated.number
        isRow = stated.isRow
        isPartial = stated.isPartial
        isSilent = stated.isSilent
        facts = stated.facts ?? [:]
        judgements = stated.judgements
        unsaid = stated.unsaid
    }
}

extension HistoryTransaction {
    /// Records a statement for ever; answers its id.
    @discardableResult
    package func record(_ statement: NewStatement, at now: Date) throws -> Int64 {
        let id: Int64
        if let number = try numberOfStatement() {
            id = number
            try write(.statement, [id] + statement.values(at: now))
            for (position, judgement) in statement.judgements.enumerated() {
                try write(
                    .judgement,
                    [
                        id, position, judgement.area, judgement.grade, judgement.printed, judgement.page,
                        judgement.evidence,
                    ])
            }
        } else {
            id = try number(ofRowAddedBy: Query(NewStatement.insertion, statement.values(at: now))) ?? 0
            try insert(judgements: statement.judgements, of: id)
        }
        for (position, witness) in statement.witnesses.enumerated() {
            try write(
                .witness,
                [
                    id, position, witness.area, witness.grade, witness.printed, witness.page, witness.source,
                    witness.evidence,
                ])
        }
        return id
    }

    private func insert(judgements: [Judgement], of id: Int64) throws {
        var values: [(any QueryValue)?] = []
        values.reserveCapacity(judgements.count * 7)
        for (position, judgement) in judgements.enumerated() {
            values.append(id)
            values.append(position)
            values.append(judgement.area)
            values.append(judgement.grade)
            values.append(judgement.printed)
            values.append(judgement.page)
            values.append(judgement.evidence)
        }
        try insert(
            "INSERT INTO statement_judgements (statement, position, area, grade, printed, page, evidence) VALUES ",
            HistoryTransaction.judgementMarks, values, rows: judgements.count)
    }

    private static let judgementMarks = Query.marks(columns: 7)

    /// What the places of a document in doubt state.
    package func witnesses(of statement: Int64) throws -> [Witness] {
        try rows(
            Query(
                """
                SELECT area, grade, printed, page, source, evidence FROM statement_witnesses
                WHERE statement = ? ORDER BY position
                """, [statement])
        ) { Witness(area: $0[0], grade: $0[1], printed: $0[2], page: $0[3], source: $0[4], evidence: $0[5]) }
    }

    /// All versions of every publication that has ever stated something of a provider or of those that it goes on for,
    /// in the order of recording; with what other feeds list under the same address, or with the same bytes. `instant`:
    /// as was known then, `nil` for today.
    package func statements(
        of providers: Set<ProviderID>, sources: SourceDirectory, asOf instant: Date? = nil
    ) throws -> [Inspections.Statement] {
        try statements(ofEach: providers.sorted(), sources: sources).statements(of: providers)
            .filter { statement in instant.map { statement.recorded <= $0 } ?? true }
    }

    /// The same for each of several providers, looked up at once.
    package func statements(ofEach providers: [ProviderID], sources: SourceDirectory) throws -> StatementPool {
        if providers.isEmpty { return StatementPool([]) }
        let (marks, ids) = Query.list(providers.map(\.text))
        let stated = try statements(
            where: "publication IN (SELECT publication FROM statements WHERE provider IN (\(marks)))", ids, sources)
        let known = Set(stated.map(\.publication))
        // Few providers have documents in two places; of rows none shares its place.
        let documents = stated.filter { !$0.isRow }
        var others: Set<Int64> = []
        let addresses = Set(documents.compactMap(\.address)).sorted()
        others.formUnion(try publications(where: "address IN", addresses))
        let digests = Set(documents.map(\.sha256)).subtracting([""]).sorted()
        others.formUnion(try publications(where: "is_row = 0 AND sha256 IN", digests))
        let elsewhere = try others.subtracting(known).sorted().flatMap {
            try statements(ofPublication: $0, sources: sources)
        }
        return StatementPool(stated + elsewhere)
    }

    private func publications(where condition: String, _ all: [String]) throws -> [Int64] {
        var found: [Int64] = []
        for start in stride(from: 0, to: all.count, by: 512) {
            let (marks, values) = Query.list(Array(all[start..<min(start + 512, all.count)]))
            found += try rows(
                Query("SELECT publication FROM statements WHERE \(condition) (\(marks))", values)
            ) { $0[0] as Int64 }
        }
        return found
    }

    /// True where something was stated of what is at that address.
    package func hasStatements(atAddress address: String) throws -> Bool {
        try isTrue(Query("SELECT EXISTS (SELECT 1 FROM statements WHERE address = ?)", [address]))
    }

    /// What was stated of one publication, in the order of recording.
    package func statements(ofPublication row: Int64, sources: SourceDirectory) throws -> [Inspections.Statement] {
        try statements(where: "publication = ?", [row], sources)
    }

    private func statements(
        where condition: String, _ values: [(any QueryValue)?], _ sources: SourceDirectory
    ) throws -> [Inspections.Statement] {
        var judgements: [Int64: [Judgement]] = [:]
        let grades = Query(
            """
            SELECT statement, area, grade, printed, page, evidence
            FROM statements JOIN statement_judgements ON statement = id
            WHERE \(condition) ORDER BY statement, position
            """, values)
        _ = try rows(grades) { row -> Void? in
            judgements[row[0], default: []].append(
                Judgement(area: row[1], grade: row[2], printed: row[3], page: row[4], evidence: row[5]))
            return nil
        }
        let query = Query(
            """
            SELECT statements.id, publication, provider, statements.framework, visit, statements.inspection_start,
                statements.inspection_end, statements.published, statements.listed, recorded, seen, statements.title,
                url, address, statements.sha256, reader, statements.basis, feed, publisher, number, is_row, is_partial,
                trust, ruling, ruled_by, ruled_why, is_silent, facts, unsaid
            FROM statements JOIN publications ON publications.id = publication
            WHERE \(condition) ORDER BY statements.id
            """, values)
        var former: [String: Source] = [:]
        return try rows(query) { row in
            var columns = ColumnReader(row)
            return try Inspections.Statement(&columns, judgements: judgements) { feed, publisher in
                if let source = sources[feed] ?? former[feed] { return source }
                let source = try self.source(of: feed, publisher: publisher, among: sources)
                former[feed] = source
                return source
            }
        }
    }
}

extension NewStatement {
    /// Written out once: a table's first release states tens of thousands.
    fileprivate static let insertion = Query.insertion(into: "statements", columns)

    static let columns = Query.names(
        in: """
            publication, provider, framework, visit, inspection_start, inspection_end, published,
            listed, recorded, title, url, address, sha256, reader, basis, publisher, number, is_row,
            is_partial, trust, awaited, ruling, ruled_by, ruled_why, is_silent, facts, unsaid
            """)

    /// In the order of `columns`.
    fileprivate func values(at now: Date) -> [(any QueryValue)?] {
        let facts =
            facts.isEmpty
            ? "{}"
            : JSONValue.object(
                facts.sorted { $0.key < $1.key }.map { JSONValue.Member($0.key, .string($0.value)) }
            ).text
        return [
            publication, provider.text, framework, visit, dates.start?.iso, dates.end?.iso, published?.iso,
            listed?.seconds, now.seconds, title, url, address, sha256, reader, basis.rawValue, publisher, number, isRow,
            isPartial, trust.rawValue, awaited?.iso, ruling?.rawValue, ruledBy, ruledWhy, isSilent, facts,
            unsaid.isEmpty ? nil : unsaid.sorted().joined(separator: ","),
        ]
    }
}

extension Inspections.Statement {
    /// The columns in the order of the query.
    fileprivate convenience init(
        _ columns: inout ColumnReader, judgements: [Int64: [Judgement]],
        source: (_ feed: String, _ publisher: String) throws -> Source
    ) throws {
        let id: Int64 = columns.next()
        let publication: Int64 = columns.next()
        let provider = ProviderID(columns.next())
        let framework: String? = columns.next()
        let visit: String = columns.next()
        let dates = InspectionDates(start: columns.day(), end: columns.day())
        let published = columns.day()
        let listed = Date(seconds: columns.next())
        let recorded = Date(timeIntervalSince1970: columns.next())
        let seen = Date(timeIntervalSince1970: columns.next())
        let title: String = columns.next()
        let url: String = columns.next()
        let address: String? = columns.next()
        let sha256: String = columns.next()
        let reader: String = columns.next()
        let basis = Basis(rawValue: columns.next()) ?? .report
        let feed: String = columns.next()
        let publisher: String = columns.next()
        let number: String? = columns.next()
        let isRow: Bool = columns.next()
        let isPartial: Bool = columns.next()
        let trust = Inspections.Statement.Trust(rawValue: columns.next()) ?? .doubtful
        let ruling = (columns.next() as String?).flatMap(Inspections.Statement.Ruling.init(rawValue:))
        let ruledBy: String? = columns.next()
        let ruledWhy: String? = columns.next()
        let isSilent: Bool = columns.next()
        let facts: String? = columns.next()
        let unsaid: String? = columns.next()
        self.init(
            id: id, publication: publication, provider: provider, framework: framework, visit: visit, dates: dates,
            published: published, listed: listed, recorded: recorded, seen: seen, title: title, url: url,
            address: address, sha256: sha256, reader: reader, basis: basis,
            source: try source(feed, publisher), number: number, isRow: isRow,
            isPartial: isPartial, trust: trust, ruling: ruling, ruledBy: ruledBy,
            ruledWhy: ruledWhy, isSilent: isSilent,
            facts: try facts.map {
                $0 == "{}" ? [:] : try JSONDecoder().decode([String: String].self, from: Data($0.utf8))
            },
            judgements: judgements[id] ?? [],
            unsaid: unsaid.map { Set($0.split(separator: ",").map(String.init)) } ?? [])
    }
}
