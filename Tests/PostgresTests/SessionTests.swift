import Foundation
import TestSupport
import Testing

@testable import Postgres

/// The traps of the library, each with a server that springs it.
@Suite(.enabled(if: TestServer.address != nil, "needs a PostgreSQL server: make test-postgres"))
struct SessionTests {
    private let address: PostgresAddress

    init() throws {
        let name = "session-\(UUID().uuidString)"
        address = try PostgresAddress(TestServer.schema(name, on: try #require(TestServer.address)))
    }

    private func open() throws -> Session { try Session(address) }

    private func text(_ session: Session, _ sql: String, _ values: [Parameter?] = []) throws -> String? {
        var found: String?
        try session.run(sql, values) { row in
            found = row.isNull(0) ? nil : row.text(0)
            return true
        }
        return found
    }

    /// Ends the other's session from the server's side.
    private func end(_ session: Session) throws {
        _ = try text(try open(), "SELECT pg_terminate_backend(\(session.backend), 5000)")
    }

    // Trap 1.
    @Test func whatWasSentOutsideOfATransactionIsKeptOnlyOnceItWasSettled() throws {
        let (first, second) = (try open(), try open())
        try first.run("CREATE TABLE t (n BIGINT)")
        try first.send("INSERT INTO t VALUES ($1)", ["1"])
        try first.send("INSERT INTO t VALUES ($1)", ["2"])
        #expect(try text(second, "SELECT count(*) FROM t") == "0")
        try first.settle()
        #expect(try text(second, "SELECT count(*) FROM t") == "2")
    }

    // Trap 2.
    @Test func aSessionThatWaitsWithinATransactionCountsAsIdleAndIsEnded() throws {
        let (first, second) = (try open(), try open())
        try first.send("SET idle_in_transaction_session_timeout = '100ms'")
        try first.send("BEGIN")
        try first.run("SELECT pg_advisory_xact_lock(7)")
        let state = try text(second, "SELECT state FROM pg_stat_activity WHERE pid = \(first.backend)")
        #expect(state == "idle in transaction" || state == nil, "\(state ?? "ended")")
        // Waits until the server has let go of the lock.
        try second.run("SELECT pg_advisory_lock(7)")
        let error = #expect(throws: PostgresError.self) { try first.run("SELECT 1") }
        #expect(error?.isLost == true)
    }

    // Trap 3.
    @Test func whatWasNotPreparedBehindAnErrorIsPreparedTheNextTime() throws {
        let session = try open()
        try session.run("CREATE TABLE t (n BIGINT UNIQUE)")
        try session.send("INSERT INTO t VALUES ($1)", ["1"])
        try session.send("INSERT INTO t VALUES ($1)", ["1"])
        try session.send("SELECT n + 1 FROM t WHERE n = $1", ["1"])
        let error = #expect(throws: PostgresError.self) { try session.settle() }
        #expect(error?.state == "23505" && error?.isLost == false && error?.sql?.hasPrefix("INSERT") == true)
        try session.run("INSERT INTO t VALUES ($1)", ["1"])
        #expect(try text(session, "SELECT n + 1 FROM t WHERE n = $1", ["1"]) == "2")
    }

    @Test func anErrorInAStatementThatCannotBePreparedIsItsOwn() throws {
        let session = try open()
        let error = #expect(throws: PostgresError.self) { try session.run("SELECT nothing FROM nowhere") }
        #expect(error?.state == "42P01")
        #expect(try text(session, "SELECT 1") == "1")
    }

    // Trap 4.
    @Test func aServersLastWordAndItsHangingUpAreBothSeenAtOnce() throws {
        let session = try open()
        try session.run("SELECT 1")
        #expect(session.isAlive)
        try end(session)
        #expect(!session.isAlive)
    }

    // Trap 5: a second `PQfinish` of the same connection ends the program.
    @Test func aConnectionThatCannotBeHadIsEndedOnce() throws {
        for _ in 0..<20 {
            let error = #expect(throws: PostgresError.self) {
                try Session(PostgresAddress("postgresql://nobody@/nothing?host=/nonexistent"))
            }
            #expect(error?.isLost == true && error?.message.contains("/nonexistent") == true)
        }
    }

    // Trap 6.
    @Test func whoHoldsALockForTooLongCanBeEndedByWhoWaits() throws {
        let (holder, waiter) = (try open(), try open())
        try holder.send("BEGIN")
        try holder.run("SELECT pg_advisory_xact_lock(8)")
        try waiter.run("SET lock_timeout = '50ms'")
        let error = #expect(throws: PostgresError.self) { try waiter.run("SELECT pg_advisory_lock(8)") }
        #expect(error?.state == "55P03")
        let ended = """
            SELECT bool_and(pg_terminate_backend(pid, 5000)) FROM pg_locks
            WHERE locktype = 'advisory' AND objid = 8 AND granted
            """
        #expect(try text(waiter, ended) == "t")
        try waiter.run("SELECT pg_advisory_lock(8)")
        #expect(!holder.isAlive)
    }

    @Test func valuesComeBackAsTheyWent() throws {
        let session = try open()
        try session.run("CREATE TABLE t (i BIGINT, r DOUBLE PRECISION, s TEXT)")
        for number: Double in [0, 0.1, 1e-300, .greatestFiniteMagnitude, 1_715_846_400.123456, -1 / 3] {
            try session.run("INSERT INTO t (r) VALUES ($1)", ["\(number)"])
            try session.run("DELETE FROM t RETURNING r") { row in
                #expect(row.real(0) == number)
                return true
            }
            #expect(session.changes == 1)
        }
        for text in ["", "a", "é ’ \u{1F600}", "a\nb\u{1}", String(repeating: "long ", count: 40_000)] {
            #expect(try self.text(session, "SELECT CAST($1 AS TEXT)", [.text(text)]) == text)
        }
        #expect(try text(session, "SELECT CAST($1 AS TEXT)", [nil]) == nil)
        #expect(try text(session, "SELECT CAST($1 AS TEXT)", ["a\u{0}b"]) == "a\u{FFFD}b", "not cut at the NUL")
    }

    /// More than either side holds on its way.
    @Test func manyStatementsAreSentWithoutAWait() throws {
        let session = try open()
        try session.run("CREATE TABLE t (n BIGINT, s TEXT)")
        try session.send("BEGIN")
        let long = String(repeating: "x", count: 5000)
        for number in 0..<3000 {
            try session.send("INSERT INTO t VALUES ($1, $2) RETURNING s", ["\(number)", .text(long)])
        }
        try session.run("COMMIT")
        #expect(try text(session, "SELECT count(*) FROM t") == "3000")
    }
}
