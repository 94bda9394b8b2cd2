import CPostgres

/// An answer that is kept; libpq holds it as long.
package final class Answer {
    private let result: OpaquePointer

    init(_ result: OpaquePointer) { self.result = result }

    deinit { rw_pg_clear(result) }

    /// Gives each row to `next`, until that answers false.
    package func each(_ next: (AnswerRow) throws -> Bool) rethrows {
        for row in 0..<rw_pg_rows(result) where try !next(AnswerRow(result: result, row: row)) { return }
    }
}
