import Foundation
import Inspections
import Postgres
import TestSupport
import Testing

@testable import History

/// What becomes of a record on a server that no file can tell.
@Suite(.enabled(if: TestServer.address != nil, "needs a PostgreSQL server: make test-postgres"))
struct PostgreSQLEngineTests {
    private let server: String
    private let address: PostgresAddress
    private var place: RecordPlace { .postgres(PostgresPlace(address: address)) }

    init() throws {
        server = try #require(TestServer.address)
        address = try PostgresAddress(TestServer.schema("engine-\(UUID().uuidString)", on: server))
    }

    private func raise(_ id: String, in history: History) async throws -> Int? {
        try await history.write("test") {
            try $0.raise(
                Alert(
                    kind: .operatorFeedQuiet, id: id, instance: "test", time: Date(), subject: "feed:f", feed: "f",
                    summary: "s"), decisions: [], receivers: ["log"], line: "l")?.sequence
        }
    }

    @Test func nothingIsThereBeforeADaemonHasBegun() throws {
        #expect(try History(readingAt: place) == nil)
        #expect(try !place.isBegun)
        _ = try History(at: place)
        #expect(try History(readingAt: place) != nil)
        #expect(try place.isBegun)
    }

    @Test(arguments: [
        ("CREATE TABLE songs (name TEXT)", false, "it holds tables, but not ratingwatch's", "name an empty database"),
        ("INSERT INTO ratingwatch_migrations VALUES ('99')", true, "a newer ratingwatch has written it", "install"),
    ])
    func whatIsNoRecordOfOursIsLeftAsItIs(sql: String, isBegun: Bool, cause: String, hint: String) throws {
        if isBegun { _ = try History(at: place) }
        try Session(address).run(sql)
        for open in [{ _ = try History(at: place) }, { _ = try History(readingAt: place) }] {
            let error = #expect(throws: HistoryError.self) { try open() }
            #expect(error?.cause.contains(cause) == true, "\(error?.cause ?? "")")
            #expect(error?.hint.contains(hint) == true, "\(error?.hint ?? "")")
        }
    }

    @Test func anOlderRecordIsForTheDaemonToBringUpToDate() throws {
        _ = try History(at: place)
        try Session(address).run("DELETE FROM ratingwatch_migrations WHERE name = '3'")
        let error = #expect(throws: HistoryError.self) { try History(readingAt: place) }
        #expect(error?.cause.contains("an older ratingwatch has written it") == true)
    }

    /// In any other order it would be another record.
    @Test func aDatabaseThatSortsOtherwiseIsRefusedWithTheCommandThatMakesOne() throws {
        let name = "sorted\(UUID().uuidString.replacing("-", with: "").lowercased())"
        try Session(PostgresAddress(server)).run(
            "CREATE DATABASE \(name) TEMPLATE template0 LC_COLLATE 'C.UTF-8' LC_CTYPE 'C.UTF-8'")
        let other = try PostgresAddress(server.replacing("@/ratingwatch?", with: "@/\(name)?"))
        let error = #expect(throws: HistoryError.self) {
            try History(at: .postgres(PostgresPlace(address: other)))
        }
        #expect(error?.hint.contains("CREATE DATABASE \"\(name)\" TEMPLATE template0") == true, "\(error?.hint ?? "")")
    }

    /// One writes at a time: a number is nobody's, or one alert's.
    @Test func twoDaemonsNumberAlertsWithoutAGap() async throws {
        let daemons = [try History(at: place), try History(at: place)]
        let numbers = try await withThrowingTaskGroup(of: Int?.self) { group in
            for number in 0..<200 {
                group.addTask { try await raise("rw_\(number)", in: daemons[number % 2]) }
            }
            return try await group.reduce(into: [Int]()) { if let number = $1 { $0.append(number) } }
        }
        #expect(numbers.sorted() == Array(1...200))
    }

    @Test func aSecondDaemonIsRefusedUntilTheFirstIsGone() async throws {
        let command = try History(at: place)
        do {
            let first = try History(at: place, isDaemons: true)
            let error = #expect(throws: HistoryError.self) { try History(at: place, isDaemons: true) }
            #expect(error?.cause == "another daemon keeps this record")
            #expect(try await raise("rw_1", in: first) == 1)
            #expect(try await raise("rw_2", in: command) == 2, "commands write beside it")
            first.close()
        }
        #expect(try await raise("rw_3", in: History(at: place, isDaemons: true)) == 3)
    }

    /// By an operator of the server, a restart, or the way between.
    @Test func aSessionThatIsEndedBetweenTwoChangesIsMissedByNobody() async throws {
        let history = try History(at: place)
        #expect(try await raise("rw_1", in: history) == 1)
        let writer = try await history.write("test") { try $0.count(Query("SELECT pg_backend_pid()")) }
        let reader = try await history.read("test") { try $0.count(Query("SELECT pg_backend_pid()")) }
        for backend in [writer, reader] {
            try Session(address).run("SELECT pg_terminate_backend(\(backend), 5000)")
        }
        #expect(try await raise("rw_2", in: history) == 2)
        #expect(try await history.read("test") { try $0.hasAlert("rw_2") })
    }

    @Test func aServerThatIsNotThereIsNamedWithItsRemedy() throws {
        let away = try PostgresAddress("postgresql://ratingwatch@/ratingwatch?host=/nonexistent")
        let error = #expect(throws: HistoryError.self) { try History(at: .postgres(PostgresPlace(address: away))) }
        #expect(error?.description.contains("/nonexistent") == true)
        #expect(error?.hint.contains("look whether it runs") == true, "\(error?.hint ?? "")")
    }

    /// The values of a statement are a reader's business alone.
    @Test func anErrorNamesTheStatementAndNotItsValues() async throws {
        let history = try History(at: place)
        let error = await #expect(throws: HistoryError.self) {
            try await history.write("test") {
                _ = try $0.rows(Query("SELECT id FROM publications WHERE id = ?", ["a secret"])) { $0[0] as Int }
            }
        }
        #expect(error?.cause.contains("SELECT id FROM publications") == true)
        #expect(error?.description.contains("a secret") == false, "\(error?.description ?? "")")
    }
}
