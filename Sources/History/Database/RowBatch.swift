/// What a column holds.
enum ColumnKind: Sendable, Hashable {
    case integer
    case real
    case text

    /// What PostgreSQL calls a list of such.
    var list: String {
        switch self {
        case .integer: "BIGINT[]"
        case .real: "DOUBLE PRECISION[]"
        case .text: "TEXT[]"
        }
    }
}

/// Rows of one table that are inserted together: over a network in one statement, however many they are.
struct RowBatch {
    struct Field: Sendable, Hashable {
        let name: String
        let kind: ColumnKind
    }

    let fields: [Field]
    /// Row after row.
    private(set) var values: [StoredValue?] = []
    /// For one row, with question marks.
    let single: String
    /// For any number of rows, with a list for each column.
    let many: String

    /// `rest`: what follows, such as `ON CONFLICT DO NOTHING`.
    init(into table: String, _ fields: [Field], _ rest: String = "") {
        self.fields = fields
        let names = fields.map(\.name)
        let end = rest.isEmpty ? "" : " " + rest
        single = Query.insertion(into: table, names) + end
        let lists = fields.map { "CAST(? AS \($0.kind.list))" }.joined(separator: ", ")
        many = "INSERT INTO \(table) (\(names.joined(separator: ", "))) SELECT * FROM unnest(\(lists)) AS rows\(end)"
    }

    var rows: Int { values.count / fields.count }

    mutating func append(_ row: [StoredValue?]) { values += row }

    mutating func empty() { values.removeAll(keepingCapacity: true) }
}

extension Database {
    /// Inserts all rows of a batch; that one is refused may be thrown by what follows it in its transaction.
    func insert(_ batch: RowBatch) throws {
        if batch.values.isEmpty { return }
        switch self {
        case .sqlite(let connection):
            let width = batch.fields.count
            for start in stride(from: 0, to: batch.values.count, by: width) {
                try connection.run(batch.single, batch.values[start..<start + width]) { _ in true }
            }
        case .postgres(let connection): try connection.insert(batch)
        }
    }
}
