import Foundation
import RecordSupport
import TestSupport
import Testing

@testable import History

/// A question that is written wrongly is refused by the name of the column, and never answered by zero or nothing.
@Suite struct MissingColumnTests {
    private let folder: TemporaryFolder
    private let history: History

    init() throws {
        folder = try TemporaryFolder()
        history = try History(at: TestRecord.place(folder.path("history.sqlite")))
    }

    struct Reading: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let column: String
        let read: @Sendable (Row) -> Void

        init(_ what: String, _ column: String, _ read: @escaping @Sendable (Row) -> Void) {
            testDescription = what
            self.column = column
            self.read = read
        }
    }

    static let readings = [
        Reading("a number by its name", "listed") { row in _ = row["listed"] as Int },
        Reading("a text that may be missing, by its name", "region") { row in _ = row["region"] as String? },
        Reading("a day", "published") { row in _ = row.date("published") },
        Reading("a text by its place", "3") { row in _ = row[2] as String },
        Reading("one column too many", "3") { row in
            var columns = ColumnReader(row)
            for _ in 0..<3 { _ = columns.next() as String? }
        },
        Reading("the first of two", "one") { row in _ = (row["one"] as Int, row["two"] as Int) },
    ]

    @Test(arguments: readings) func aColumnThatTheAnswerHasNotIsAnErrorWithItsName(reading: Reading) async throws {
        let error = await #expect(throws: HistoryError.self) {
            _ = try await history.read("test") { history in
                try history.rows(Query("SELECT 1 AS id, 'x' AS name")) { row -> Int in
                    reading.read(row)
                    return 1
                }
            }
        }
        #expect(error?.cause.contains("no column \(reading.column),") == true, "\(error?.cause ?? "")")
        #expect(error?.cause.contains("SELECT 1 AS id") == true)
        // And the next question is answered.
        let found = try await history.read("test") { history in
            try history.rows(Query("SELECT 1 AS id, NULL AS name")) { row in (row["id"] as Int, row["name"] as String?)
            }
            .map { "\($0.0) \($0.1 ?? "-")" }
        }
        #expect(found == ["1 -"])
    }
}
