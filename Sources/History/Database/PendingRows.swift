/// Rows that a transaction has still to write: over a network thousands of statements of one row each would take as
/// many times the way. Whatever is asked of the record is asked once they are written.
final class PendingRows {
    private struct Waiting {
        var lists: [PostgresList]
        /// Of the rows that must not be there twice.
        var keys: Set<[String]> = []
    }

    private let shapes: [RowShape]
    private var waiting: [Waiting?]
    private var bytes = 0

    /// Bytes that wait at most.
    private static let most = 2_500_000

    /// `shapes`: in the order in which rows are written, those that others refer to first.
    init(_ shapes: [RowShape]) {
        self.shapes = shapes
        waiting = Array(repeating: nil, count: shapes.count)
    }

    /// Whether those that listen are to be woken.
    private var calls = false

    var hasRows: Bool { bytes > 0 || calls }

    func hasRows(of shape: Int) -> Bool { waiting[shape] != nil }

    func add(_ row: [(any QueryValue)?], to shape: Int, for database: Database) throws {
        var key: [String] = []
        for column in shapes[shape].key {
            if case .text(let text)? = row[column]?.stored {
                key.append(text)
            } else {
                key.append("\(row[column]?.stored as Any)")
            }
        }
        if !key.isEmpty, waiting[shape]?.keys.contains(key) == true { try write(to: database) }
        var rows = waiting[shape] ?? Waiting(lists: shapes[shape].fields.map { _ in PostgresList() })
        // Held once, so that it grows in its place.
        waiting[shape] = nil
        for index in row.indices {
            let before = rows.lists[index].length
            rows.lists[index].append(row[index]?.stored)
            bytes += rows.lists[index].length - before
        }
        if !key.isEmpty { rows.keys.insert(key) }
        waiting[shape] = rows
        if bytes > PendingRows.most { try write(to: database) }
    }

    /// Has those woken that listen, together with the rows.
    func call() { calls = true }

    /// Sends all that waits.
    func write(to database: Database) throws {
        guard case .postgres(let connection) = database else { return }
        if calls { try connection.call() }
        calls = false
        if bytes == 0 { return }
        for index in shapes.indices {
            guard let rows = waiting[index] else { continue }
            waiting[index] = nil
            try connection.send(shapes[index].many, rows.lists)
        }
        bytes = 0
    }
}
