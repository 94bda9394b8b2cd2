import CPostgres
import Synchronization

/// One connection to a server, used by one at a time. Statements are sent without waiting for those before: over a
/// network each wait costs a way there and back.
///
/// - What is sent is followed by a Sync before anybody waits, never by a Flush alone: the server would count the
///   session as busy, and never end it where its client has stopped within a transaction.
/// - After an error the server skips all up to the Sync, the preparing of statements too.
package final class Session {
    private let connection: OpaquePointer
    /// Text -> name of the statement that the server has prepared, or was asked to.
    private var prepared: [String: String] = [:]
    private var prepares = 0
    private var cursors = 0
    /// What was sent and not answered yet.
    private var unanswered: [Request] = []
    /// Rows that the last statement has inserted, changed or deleted.
    package private(set) var changes = 0

    /// True once the server has said that it ends the session: it hangs up a moment later.
    private var isEnded = false
    /// What the server is given for a text, asked once for each.
    package var form: (String) -> String = { $0 }

    private enum Request {
        case preparation(of: String)
        case statement(String)

        var sql: String {
            switch self {
            case .preparation(let sql), .statement(let sql): sql
            }
        }
    }

    /// Requests that are sent without reading an answer: both sides hold as much.
    private static let mostUnanswered = 256

    private static let library = Mutex<Void>(())

    /// Loads libpq; throws where it cannot be had.
    private static func load() throws(PostgresError) {
        guard let reason = library.withLock({ _ in rw_pg_load() }) else { return }
        throw PostgresError(state: PostgresError.withoutLibrary, message: String(cString: reason))
    }

    /// Connects, and waits for that.
    package init(
        _ address: PostgresAddress, password: String? = nil, certificates: String? = nil,
        application: String = "ratingwatch"
    ) throws(PostgresError) {
        try Session.load()
        let parameters = address.parameters(
            password: password ?? address.password, certificates: certificates, application: application)
        let connection = Session.withTexts(parameters.map(\.name)) { names in
            Session.withTexts(parameters.map(\.value)) { values in rw_pg_connect(names, values) }
        }
        guard let connection else { throw PostgresError(message: "out of memory") }
        self.connection = connection
        // From here on `deinit` ends the connection, also where this throws: nothing else may.
        guard rw_pg_is_open(connection) else {
            throw PostgresError(message: String(cString: rw_pg_error(connection)), isLost: true)
        }
        guard rw_pg_enter_pipeline(connection) else {
            throw PostgresError(message: "the library refuses a pipeline", isLost: true)
        }
    }

    deinit { rw_pg_finish(connection) }

    package var isOpen: Bool { !isEnded && rw_pg_is_open(connection) }

    /// The same, once all that the server has said meanwhile was read: that it ends the session, for one.
    package var isAlive: Bool { !isEnded && rw_pg_is_alive(connection) }

    /// True where another has called, by NOTIFY, what this session listens for; once for all calls until then, and
    /// after `isAlive` for those that have just come in.
    package var wasCalled: Bool { rw_pg_take_calls(connection) }

    /// A copy of the socket's descriptor, to be closed by who asks; `nil` where there is none.
    package func descriptor() -> Int32? {
        let copy = rw_pg_copy_socket(connection)
        return copy < 0 ? nil : copy
    }

    /// 150018 for 15.18.
    package var serverVersion: Int { Int(rw_pg_server_version(connection)) }

    /// The process that serves it, by which others may end it.
    package var backend: Int { Int(rw_pg_backend(connection)) }

    /// Sends a statement that answers nothing; that it fails is thrown by what is asked next.
    package func send(_ sql: String, _ values: [Parameter?] = []) throws(PostgresError) {
        let name: String
        if let known = prepared[sql] {
            name = known
        } else {
            prepares += 1
            name = "s\(prepares)"
            guard rw_pg_send_prepare(connection, name, form(sql)) else { throw lost(sql) }
            prepared[sql] = name
            unanswered.append(.preparation(of: sql))
        }
        let isSent = Session.withParameters(values) { values, lengths, forms in
            rw_pg_send_prepared(connection, name, Int32(lengths.count), values, lengths, forms)
        }
        guard isSent else { throw lost(sql) }
        unanswered.append(.statement(sql))
        if unanswered.count >= Session.mostUnanswered { try settle() }
    }

    /// The name of a cursor that no other bears which is open; it must be closed in the reverse order.
    package func openCursor() -> String {
        cursors += 1
        return "cursor\(cursors)"
    }

    package func closeCursor() { cursors -= 1 }

    /// Waits for what was sent; throws the first error of it.
    package func settle() throws(PostgresError) {
        if let result = try answer() { rw_pg_clear(result) }
    }

    /// Sends a statement and gives each row of its answer to `next`, until that answers false.
    package func run(
        _ sql: String, _ values: [Parameter?] = [],
        _ next: (AnswerRow) throws -> Bool = { _ in true }
    ) throws {
        try send(sql, values)
        guard let result = try answer() else { return }
        defer { rw_pg_clear(result) }
        for row in 0..<rw_pg_rows(result) where try !next(AnswerRow(result: result, row: row)) { return }
    }

    /// Sends several statements, and waits once for the answers to all of them.
    package func together(_ statements: [(sql: String, values: [Parameter?])]) throws(PostgresError) -> [Answer] {
        if unanswered.count + 2 * statements.count >= Session.mostUnanswered { try settle() }
        for statement in statements { try send(statement.sql, statement.values) }
        return try answers(toLast: statements.count).map(Answer.init)
    }

    /// The answer to the last statement that was sent; `nil` where all were read before.
    private func answer() throws(PostgresError) -> OpaquePointer? { try answers(toLast: 1).last }

    /// The answers to the last statements that were sent, without those that were read before.
    private func answers(toLast count: Int) throws(PostgresError) -> [OpaquePointer] {
        if unanswered.isEmpty { return [] }
        let requests = unanswered
        unanswered = []
        guard rw_pg_sync(connection) else { throw lost(nil) }
        var last: [OpaquePointer] = []
        var failure: PostgresError?
        for request in requests {
            // Each answer is followed by NULL; of one statement there is one answer.
            while let result = rw_pg_next(connection) {
                let outcome = rw_pg_outcome_of(result)
                if outcome == RW_PG_FAILED, failure == nil { failure = error(of: result, request.sql) }
                switch request {
                case .preparation(let sql):
                    if outcome != RW_PG_DONE { prepared[sql] = nil }
                    rw_pg_clear(result)
                case .statement:
                    last.append(result)
                    if last.count > count { rw_pg_clear(last.removeFirst()) }
                }
                if failure?.isLost == true { break }
            }
            if failure?.isLost == true { break }
        }
        if failure?.isLost != true {
            guard let synced = rw_pg_next(connection) else {
                failure = failure ?? lost(nil); return try failed(failure, last)
            }
            if rw_pg_outcome_of(synced) != RW_PG_SYNCED { failure = failure ?? error(of: synced, nil) }
            rw_pg_clear(synced)
        }
        if failure != nil { return try failed(failure, last) }
        changes = last.last.flatMap { Int(String(cString: rw_pg_changes($0))) } ?? 0
        return last
    }

    private func failed(
        _ failure: PostgresError?, _ last: [OpaquePointer]
    ) throws(PostgresError) -> [OpaquePointer] {
        for result in last { rw_pg_clear(result) }
        if let failure { throw failure }
        return []
    }

    private func error(of result: OpaquePointer, _ sql: String?) -> PostgresError {
        let message = String(cString: rw_pg_message(result))
        if rw_pg_is_fatal(result) { isEnded = true }
        return PostgresError(
            state: String(cString: rw_pg_state(result)),
            message: message.isEmpty ? String(cString: rw_pg_error(connection)) : message, sql: sql, isLost: !isOpen)
    }

    private func lost(_ sql: String?) -> PostgresError {
        PostgresError(message: String(cString: rw_pg_error(connection)), sql: sql, isLost: !isOpen)
    }

    /// The texts in C's form, and NULL behind the last.
    private static func withTexts<T>(_ texts: [String], _ body: ([UnsafePointer<CChar>?]) -> T) -> T {
        withParameters(texts.map(Parameter.text)) { values, _, _ in body(values + [nil]) }
    }

    /// Values in C's form, NULL for `nil`, with their lengths and whether they are bytes (1) or texts (0).
    private static func withParameters<T>(
        _ values: [Parameter?], _ body: ([UnsafePointer<CChar>?], [Int32], [Int32]) -> T
    ) -> T {
        var bytes: [CChar] = []
        let starts = values.map { value -> Int? in
            guard let value else { return nil }
            defer { bytes.append(0) }
            return value.write(to: &bytes)
        }
        let lengths = values.map { value in value.map { Int32(clamping: $0.length) } ?? 0 }
        let forms: [Int32] = values.map { value in value?.isBytes == true ? 1 : 0 }
        return bytes.withUnsafeBufferPointer { bytes in
            body(starts.map { start in start.flatMap { bytes.baseAddress?.advanced(by: $0) } }, lengths, forms)
        }
    }
}
