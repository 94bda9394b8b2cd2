import Digests

/// What a copy of a record came to: both sides were read, and are the same.
package struct RecordCopy: Sendable {
    package struct Table: Sendable {
        package let name: String
        package let rows: Int
        /// Of all its rows; 64 hexadecimal digits.
        package let digest: String
    }

    package let tables: [Table]

    package var rows: Int { tables.reduce(0) { $0 + $1.rows } }

    /// Of the whole record: equal for equal records, wherever they are.
    package var digest: String { SHA256.hex(of: tables.map { "\($0.name) \($0.rows) \($0.digest)\n" }.joined()) }
}

/// What the logs of a daemon are called in two records: a log of a daemon of a fleet bears its name, `log@daemon`.
package struct LogNames: Sendable {
    private let here: [String: String]
    private let there: [String: String]
    private let plain: [String: String]

    /// `names`: of each log, as it is configured, in the record that is copied, and in the copy.
    package init(_ names: [(plain: String, here: String, there: String)] = []) {
        here = Dictionary(names.map { ($0.here, $0.there) }) { first, _ in first }
        there = Dictionary(names.map { ($0.there, $0.plain) }) { first, _ in first }
        plain = Dictionary(names.map { ($0.here, $0.plain) }) { first, _ in first }
    }

    /// A row of the record as the copy has it.
    func moved(_ row: [StoredValue?], of table: RecordTable) -> [StoredValue?] { renamed(row, of: table, here) }
    /// A row of the record as two that are equal have it.
    func plain(_ row: [StoredValue?], of table: RecordTable) -> [StoredValue?] { renamed(row, of: table, plain) }
    /// The same of a row of the copy.
    func plainThere(_ row: [StoredValue?], of table: RecordTable) -> [StoredValue?] { renamed(row, of: table, there) }

    private func renamed(_ row: [StoredValue?], of table: RecordTable, _ names: [String: String]) -> [StoredValue?] {
        var row = row
        for column in table.receiverColumns {
            if case .text(let name) = row[column], let other = names[name] { row[column] = .text(other) }
        }
        return row
    }
}

extension History {
    /// Copies the whole record to where none is yet, in one transaction: all of it, or nothing. Nobody may write either
    /// meanwhile. Both are read again and compared, table by table.
    package func copy(to place: RecordPlace, logs: LogNames = LogNames()) throws(HistoryError) -> RecordCopy {
        do {
            switch place {
            case .file(let path): return try SQLiteEngine.making(path) { try Copying(from: engine, to: $0, logs).run() }
            case .postgres(let place):
                let target = try PostgreSQLEngine(place)
                defer { target.close() }
                return try Copying(from: engine, to: target, logs).run()
            }
        } catch {
            throw HistoryError(error, operation: "copy the record", path: place.subject)
        }
    }
}

extension History {
    /// Throws where a record is already.
    package static func expectNone(at place: RecordPlace) throws(HistoryError) {
        do {
            switch place {
            case .file(let path): try SQLiteEngine.expectNothing(at: path)
            case .postgres:
                guard let history = try History(readingAt: place) else { return }
                defer { history.close() }
                try history.engine.readNow { there in
                    for table in try RecordTable.all() { try table.expectNoRows(in: there, place.subject) }
                }
            }
        } catch {
            throw HistoryError(error, operation: "copy the record", path: place.subject)
        }
    }
}

private struct Copying {
    private let source: any Engine
    private let target: any Engine
    private let logs: LogNames

    init(from source: any Engine, to target: any Engine, _ logs: LogNames) {
        self.source = source
        self.target = target
        self.logs = logs
    }

    /// Rows that are in memory at once.
    private static let piece = 500

    func run() throws -> RecordCopy {
        let tables = try RecordTable.all()
        return try target.writeNow { there in
            for table in tables { try table.expectNoRows(in: there, target.subject) }
            let digests = try source.readNow { here in try tables.map { try copy($0, from: here, to: there) } }
            for (table, digest) in zip(tables, digests) {
                let copied = try self.digest(of: table, in: there) { logs.plainThere($0, of: table) }
                guard copied == digest else { throw otherwise(table, digest, copied) }
            }
            return RecordCopy(
                tables: zip(tables, digests).map {
                    RecordCopy.Table(name: $0.name, rows: $1.rows, digest: $1.text)
                })
        }
    }

    private func copy(_ table: RecordTable, from here: Database, to there: Database) throws -> TableDigest {
        var digest = TableDigest()
        var batch = RowBatch(RowShape(into: table.name, table.fields))
        try here.each(table.rows) { row in
            let values = Copying.values(of: row, table)
            digest.add(logs.plain(values, of: table))
            batch.append(logs.moved(values, of: table))
            if batch.rows == Copying.piece {
                try there.insert(batch)
                batch.empty()
            }
            return true
        }
        try there.insert(batch)
        try table.goOn(behind: table.highestNumber(in: here), in: there)
        return digest
    }

    private func digest(
        of table: RecordTable, in database: Database, _ form: ([StoredValue?]) -> [StoredValue?]
    ) throws -> TableDigest {
        var digest = TableDigest()
        try database.each(table.rows) { row in
            digest.add(form(Copying.values(of: row, table)))
            return true
        }
        return digest
    }

    private static func values(of row: Row, _ table: RecordTable) -> [StoredValue?] {
        table.fields.indices.map { index in
            switch table.fields[index].kind {
            case .integer: (row[index] as Int64?).map(StoredValue.integer)
            case .real: (row[index] as Double?).map(StoredValue.real)
            case .text: (row[index] as String?).map(StoredValue.text)
            }
        }
    }

    private func otherwise(_ table: RecordTable, _ here: TableDigest, _ there: TableDigest) -> HistoryError {
        HistoryError(
            operation: "copy the record", subject: target.subject,
            cause:
                "the table \(table.name) came out otherwise: \(here.rows) rows of digest \(here.text.prefix(16)) became "
                + "\(there.rows) of \(there.text.prefix(16))",
            hint: "nothing was copied; check the record with `ratingwatch status`, and report this")
    }
}

extension RecordTable {
    /// Nothing is copied into a record that is there.
    fileprivate func expectNoRows(in database: Database, _ subject: String) throws {
        var isEmpty = false
        try database.run(hasNoRows) { row in
            isEmpty = row[0]
            return true
        }
        if isEmpty { return }
        throw HistoryError(
            operation: "copy the record", subject: subject, cause: "a record is there already",
            hint: "nothing was changed; name a database or a schema without one")
    }
}
