import Postgres

/// The engine within one transaction, whichever it is.
enum Database {
    case sqlite(SQLiteConnection)
    case postgres(PostgresConnection)

    /// Rows that the last statement inserted, changed or deleted.
    var changes: Int {
        switch self {
        case .sqlite(let connection): connection.changes
        case .postgres(let connection): connection.changes
        }
    }

    /// Runs a statement to its end, or until `next` answers false, which gets each row of its answer.
    func run(_ query: Query, _ next: (Row) throws -> Bool) throws {
        switch self {
        case .sqlite(let connection): try connection.run(query, next)
        case .postgres(let connection): try connection.run(query, next)
        }
    }

    /// The same, for an answer that may be large: it is never held whole.
    func each(_ query: Query, _ next: (Row) throws -> Bool) throws {
        switch self {
        case .sqlite(let connection): try connection.run(query, next)
        case .postgres(let connection): try connection.each(query, next)
        }
    }

    /// Runs a statement that answers nothing; where it fails may be thrown by what follows it in its transaction.
    func send(_ query: Query) throws {
        switch self {
        case .sqlite(let connection): try connection.run(query) { _ in true }
        case .postgres(let connection): try connection.send(query)
        }
    }

    /// Throws, here or in what follows, where a part of the work is another daemon's by now.
    func fence(_ share: Share) throws {
        if case .postgres(let connection) = self { try connection.fence(share) }
    }

    /// Keeps what `body` has done for good where it answers true, else nothing of it.
    func transaction(_ body: () throws -> Bool) throws {
        switch self {
        case .sqlite(let connection): try connection.transaction(body)
        case .postgres(let connection): try connection.transaction(body)
        }
    }

    /// Has `body` see one state of the record, whoever writes meanwhile.
    func view<T>(_ body: (Database) throws -> T) throws -> T {
        switch self {
        case .sqlite(let connection): try connection.view { try body(self) }
        case .postgres(let connection): try connection.view { try body(self) }
        }
    }

    /// False once the engine has given up a transaction by itself.
    var isInsideTransaction: Bool {
        switch self {
        case .sqlite(let connection): connection.isInsideTransaction
        case .postgres(let connection): connection.isInsideTransaction
        }
    }

    /// Whether a statement that fails says so itself, not one that comes later.
    var answersAtOnce: Bool {
        switch self {
        case .sqlite: true
        case .postgres: false
        }
    }

    /// Undoes what `body` has done where it throws, and nothing else of the transaction.
    func savepoint<T>(_ body: () throws -> T) throws -> T {
        switch self {
        case .sqlite(let connection): try connection.savepoint(body)
        case .postgres(let connection): try connection.savepoint(body)
        }
    }

    /// Until the transaction ends, rows may refer to others that are not there yet.
    func deferForeignKeys() throws {
        switch self {
        case .sqlite(let connection): try connection.deferForeignKeys()
        case .postgres(let connection): try connection.deferForeignKeys()
        }
    }

    /// Changes nothing, and goes the way of all that is written.
    func touch() throws {
        switch self {
        case .sqlite(let connection): try connection.touch()
        // That the transaction begins and ends is all of it.
        case .postgres: break
        }
    }

    /// Empties the engine's cache in this process, which fills again with use.
    func giveMemoryBack() throws {
        switch self {
        case .sqlite(let connection): try connection.giveMemoryBack()
        case .postgres: break
        }
    }
}

/// The ways to ask; each statement's compiled form is kept.
extension HistoryTransaction {
    /// Runs a statement that answers nothing.
    func run(_ query: Query) throws {
        try writePending()
        lookedUp?.forgetAnswers()
        try database.send(query)
    }

    /// Runs a statement that answers nothing, and says how many rows it has changed.
    func changes(by query: Query) throws -> Int {
        try writePending()
        lookedUp?.forgetAnswers()
        try database.run(query) { _ in true }
        return database.changes
    }

    /// Inserts one row into a table whose rows are numbered by `id`, and answers its number; `nil` where the
    /// statement's `ON CONFLICT DO NOTHING` has left it out.
    func number(ofRowAddedBy insertion: Query) throws -> Int64? {
        switch database {
        // Not by `RETURNING`, for which SQLite keeps aside every page that the statement changes.
        case .sqlite(let connection): try changes(by: insertion) == 0 ? nil : connection.lastRow
        case .postgres: try value(Query(insertion.sql + " RETURNING id", insertion.values))
        }
    }

    /// Inserts several rows at once. `head`: `INSERT INTO table (columns) VALUES `; `marks`: of 1, 2, 3 and more rows.
    func insert(_ head: String, _ marks: [String], _ values: [(any QueryValue)?], rows: Int) throws {
        let width = rows > 0 ? values.count / rows : 0
        for start in stride(from: 0, to: rows, by: marks.count) {
            let count = min(marks.count, rows - start)
            let part = count == rows ? values : Array(values[start * width..<(start + count) * width])
            try run(Query(head + marks[count - 1], part))
        }
    }

    /// What is made of each row of an answer, without those of which nothing is.
    func rows<Value>(_ query: Query, _ value: (Row) throws -> Value?) throws -> [Value] {
        var values: [Value] = []
        try ask(query) { row in
            if let read = try value(row) { values.append(read) }
            return true
        }
        return values
    }

    /// What is made of the first row of an answer; `nil` where there is none. The statement is run to its end.
    func row<Value>(_ query: Query, _ value: (Row) throws -> Value?) throws -> Value? {
        var first: Value?
        var isFirst = true
        try ask(query) { row in
            if isFirst { first = try value(row) }
            isFirst = false
            return true
        }
        return first
    }

    private func ask(_ query: Query, _ next: (Row) throws -> Bool) throws {
        guard let lookedUp else { return try database.run(query, next) }
        if lookedUp.notes(query) { return }
        try writePending()
        if let answer = lookedUp.answer(to: query) {
            return try answer.each { try Row.read(.postgres($0), of: query.sql, next) }
        }
        try database.run(query, next)
    }

    /// What an answer begins with; `nil` where it is empty or begins with NULL.
    func value<Value: ColumnValue>(_ query: Query) throws -> Value? { try row(query) { $0[0] as Value? } }

    func isTrue(_ query: Query) throws -> Bool { try value(query) ?? false }

    func count(_ query: Query) throws -> Int { try value(query) ?? 0 }
}
