/// One statement in SQL that every engine understands, with its values in the order of its question marks.
struct Query {
    let sql: String
    let values: [(any QueryValue)?]

    init(_ sql: String, _ values: [(any QueryValue)?] = []) {
        self.sql = sql
        self.values = values
    }

    /// Question marks for 1 to 16 rows of so many columns.
    static func marks(columns: Int) -> [String] {
        let row = "(" + list(count: columns) + ")"
        return (1...16).map { Array(repeating: row, count: $0).joined(separator: ", ") }
    }

    /// So many question marks with commas between.
    static func list(count: Int) -> String { Array(repeating: "?", count: count).joined(separator: ", ") }

    /// Inserts one row; each column stands once, beside its value. `rest`: what follows, such as `ON CONFLICT`.
    static func insert(into table: String, _ columns: [(name: String, value: (any QueryValue)?)], _ rest: String = "")
        -> Query
    {
        let text = insertion(into: table, columns.map(\.name))
        return Query(rest.isEmpty ? text : text + " " + rest, columns.map(\.value))
    }

    /// Inserts one row, or changes the one with the same `key`: names of columns with commas between.
    static func upsert(into table: String, key: String, _ columns: [(name: String, value: (any QueryValue)?)]) -> Query
    {
        Query(upsertion(into: table, key: key, columns.map(\.name)), columns.map(\.value))
    }

    /// The text of `insert`, for what is inserted thousands of times.
    static func insertion(into table: String, _ columns: [String]) -> String {
        // Made for each row: joining lists costs several times as much.
        var names = "INSERT INTO \(table) ("
        names.reserveCapacity(512)
        var marks = ") VALUES ("
        for (index, column) in columns.enumerated() {
            if index > 0 { names += ", " }
            names += column
            marks += index == 0 ? "?" : ", ?"
        }
        return names + marks + ")"
    }

    /// The text of `upsert`.
    static func upsertion(into table: String, key: String, _ columns: [String]) -> String {
        let keys = names(in: key)
        let changes = columns.filter { !keys.contains($0) }.map { "\($0) = excluded.\($0)" }.joined(separator: ", ")
        return "\(insertion(into: table, columns)) ON CONFLICT (\(key)) DO UPDATE SET \(changes)"
    }

    /// The names of a list that has commas between them.
    static func names(in list: String) -> [String] {
        list.split { $0 == "," || $0.isWhitespace }.map(String.init)
    }

    /// As many question marks as there are values, with commas between; few different numbers of them, so that few
    /// statements are compiled: the last value is there again where they are more. A list for `IN`, not empty.
    static func list(_ values: [String]) -> (marks: String, values: [any QueryValue]) {
        var count = 1
        while count < values.count { count *= 2 }
        if count / 4 * 3 >= values.count { count = count / 4 * 3 }
        let filled = values + Array(repeating: values.last ?? "", count: count - values.count)
        return (list(count: count), filled)
    }
}

/// What may stand for a question mark; `nil` stands for NULL.
protocol QueryValue {
    var stored: StoredValue { get }
}

/// A value as an engine stores it.
enum StoredValue: Hashable {
    case integer(Int64)
    case real(Double)
    case text(String)
    case bytes([UInt8])
}

extension Int: QueryValue { var stored: StoredValue { .integer(Int64(self)) } }
extension Int64: QueryValue { var stored: StoredValue { .integer(self) } }
/// 1 or 0.
extension Bool: QueryValue { var stored: StoredValue { .integer(self ? 1 : 0) } }
extension Double: QueryValue { var stored: StoredValue { .real(self) } }
extension [UInt8]: QueryValue { var stored: StoredValue { .bytes(self) } }
extension String: QueryValue { var stored: StoredValue { .text(self) } }
