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

/// How rows of one kind are written: one by one, or any number of them in one statement.
struct RowShape: Sendable {
    struct Field: Sendable, Hashable {
        let name: String
        let kind: ColumnKind
    }

    let fields: [Field]
    /// Places of the columns that no two rows of one statement may have in common; empty where they may.
    let key: [Int]
    /// For one row, with question marks.
    let single: String
    /// For any number of rows, with a list for each column.
    let many: String

    /// Rows of a table. `key`: of what is changed where it is there; `rest`: what follows, such as
    /// `ON CONFLICT DO NOTHING`.
    init(into table: String, _ fields: [Field], key: [String] = [], _ rest: String = "") {
        let names = fields.map(\.name)
        let end = rest.isEmpty ? "" : " " + rest
        self.init(
            fields, key: key, single: Query.insertion(into: table, names) + end,
            many:
                "INSERT INTO \(table) (\(names.joined(separator: ", "))) SELECT * FROM unnest(\(RowShape.lists(fields))) "
                + "AS listed\(end)")
    }

    init(_ fields: [Field], key: [String] = [], single: String, many: String) {
        self.fields = fields
        self.key = key.compactMap { name in fields.firstIndex { $0.name == name } }
        self.single = single
        self.many = many
    }

    /// A question mark for the list of each column.
    static func lists(_ fields: [Field]) -> String {
        fields.map { "CAST(? AS \($0.kind.list))" }.joined(separator: ", ")
    }
}

/// Rows of one shape that are written together.
struct RowBatch {
    let shape: RowShape
    /// Row after row.
    private(set) var values: [StoredValue?] = []

    init(_ shape: RowShape) { self.shape = shape }

    var rows: Int { values.count / shape.fields.count }

    mutating func append(_ row: [StoredValue?]) { values += row }

    mutating func empty() { values.removeAll(keepingCapacity: true) }
}

extension Database {
    /// Writes all rows of a batch; that one is refused may be thrown by what follows it in its transaction.
    func insert(_ batch: RowBatch) throws {
        if batch.values.isEmpty { return }
        let width = batch.shape.fields.count
        switch self {
        case .sqlite(let connection):
            for start in stride(from: 0, to: batch.values.count, by: width) {
                try connection.run(batch.shape.single, batch.values[start..<start + width]) { _ in true }
            }
        case .postgres(let connection):
            var lists = batch.shape.fields.map { _ in PostgresList() }
            for index in batch.values.indices { lists[index % width].append(batch.values[index]) }
            try connection.send(batch.shape.many, lists)
        }
    }
}
