/// One table of a record, which every engine has with the same columns.
struct RecordTable: Sendable, Hashable {
    let name: String
    let fields: [RowShape.Field]
    /// Names of the columns that tell its rows apart; empty where nothing does.
    let key: [String]

    /// All of them, each behind those that it refers to: as the migrations make them, in a database in memory.
    static func all() throws -> [RecordTable] {
        try SQLiteEngine.model { database in
            var names: [String] = []
            let tables = """
                SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'
                    AND name <> 'grdb_migrations' ORDER BY rowid
                """
            try database.run(Query(tables)) { row in
                names.append(row[0])
                return true
            }
            return try names.map { try RecordTable($0, in: database) }
        }
    }

    private init(_ name: String, in database: Database) throws {
        self.name = name
        var fields: [RowShape.Field] = []
        var key: [(place: Int, name: String)] = []
        let columns = "SELECT name, type, pk FROM pragma_table_info(?) ORDER BY cid"
        try database.run(Query(columns, [name])) { row in
            let kind: ColumnKind =
                switch row[1] as String {
                case "TEXT": .text
                case "REAL", "DOUBLE PRECISION": .real
                default: .integer
                }
            fields.append(RowShape.Field(name: row[0], kind: kind))
            if row[2] as Int > 0 { key.append((row[2], row[0])) }
            return true
        }
        self.fields = fields
        self.key = key.sorted { $0.place < $1.place }.map(\.name)
    }

    var hasNoRows: Query { Query("SELECT NOT EXISTS (SELECT 1 FROM \(name))") }

    /// All rows, in the order of the key.
    var rows: Query {
        let columns = fields.map(\.name).joined(separator: ", ")
        return Query("SELECT \(columns) FROM \(name) ORDER BY \(key.isEmpty ? columns : key.joined(separator: ", "))")
    }

    /// The places of the columns that name a receiver.
    var receiverColumns: [Int] {
        fields.indices.filter { fields[$0].name == "receiver" || (name == "receivers" && fields[$0].name == "name") }
    }

    /// The column that numbers its rows; `nil` where nothing does.
    private var number: String? {
        guard let first = key.first, key.count == 1, ["id", "position"].contains(first),
            fields.contains(RowShape.Field(name: first, kind: .integer))
        else { return nil }
        return first
    }

    /// The highest number that any row has ever had, removed ones included where the engine knows of them.
    func highestNumber(in database: Database) throws -> Int64 {
        guard let number else { return 0 }
        let known =
            switch database {
            case .sqlite: "SELECT coalesce(max(seq), 0) FROM sqlite_sequence WHERE name = '\(name)'"
            case .postgres:
                "SELECT coalesce(pg_sequence_last_value(CAST(pg_get_serial_sequence('\(name)', '\(number)') AS regclass)), 0)"
            }
        var highest: Int64 = 0
        for sql in [known, "SELECT coalesce(max(\(number)), 0) FROM \(name)"] {
            try database.run(Query(sql)) { row in
                highest = max(highest, row[0])
                return true
            }
        }
        return highest
    }

    /// Has the next row get the number behind the highest.
    func goOn(behind highest: Int64, in database: Database) throws {
        guard let number, highest > 0 else { return }
        switch database {
        case .sqlite:
            // Only what must never bear the number of a removed row is noted there.
            let isNoted = "name IN (SELECT name FROM sqlite_master WHERE sql LIKE '%AUTOINCREMENT%')"
            try database.send(Query("DELETE FROM sqlite_sequence WHERE name = ?", [name]))
            try database.send(
                Query(
                    "INSERT INTO sqlite_sequence (name, seq) SELECT name, ? FROM sqlite_master WHERE name = ? AND \(isNoted)",
                    [highest, name]))
        case .postgres:
            try database.run(
                Query("SELECT setval(pg_get_serial_sequence('\(name)', '\(number)'), CAST(? AS BIGINT))", [highest])
            ) { _ in true }
        }
    }
}
