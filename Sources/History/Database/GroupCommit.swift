import Synchronization

/// Gives the changes that wait at the same time one commit, so that they share its wait for the disk. Each is recorded
/// whole or not at all, whatever becomes of the others, and none is acknowledged before the commit that holds it.
final class GroupCommit: Sendable {
    /// Has something done once it is the writer's turn: with its database, outside of any transaction, or with the
    /// reason why there is none.
    typealias Turn = @Sendable (@escaping @Sendable (Result<Database, any Error>) -> Void) -> Void

    /// Has something done once whoever writes has nothing else at hand: what is about to be written goes along.
    typealias Gathering = @Sendable (@escaping @Sendable () -> Void) -> Void

    private struct Waiting {
        var writes: [any PendingWrite] = []
        /// True while a commit is asked for that will take them.
        var isAsked = false
        /// How many changes the last commit held.
        var lastCount = 0
    }

    private let turn: Turn
    private let waiting = Mutex(Waiting())
    private let refusal = Mutex<(any Error)?>(nil)

    init(_ turn: @escaping Turn) { self.turn = turn }

    /// `gathering`: waited for where changes come several at a time, as the last commit has shown: one that comes
    /// alone is not held up.
    func write<T: Sendable>(
        gathering: Gathering? = nil, _ body: @escaping @Sendable (Database) throws -> T
    ) async throws -> T {
        try await withCheckedThrowingContinuation { continuation in
            let (isFirst, isBusy) = waiting.withLock { waiting in
                defer { waiting.isAsked = true }
                waiting.writes.append(AwaitedWrite(continuation, body))
                return (!waiting.isAsked, waiting.lastCount > 1)
            }
            // The first asks for a commit, which takes along all that wait by then.
            if !isFirst { return }
            if let gathering, isBusy { gathering { self.ask() } } else { ask() }
        }
    }

    private func ask() { turn { self.commit($0) } }

    /// From now on nothing is written: the database has been given up for another.
    func refuse(_ error: any Error) { refusal.withLock { $0 = error } }

    private func commit(_ database: Result<Database, any Error>) {
        let writes = waiting.withLock { waiting in
            defer { waiting = Waiting(lastCount: waiting.writes.count) }
            return waiting.writes
        }
        do {
            if let refusal = refusal.withLock({ $0 }) { throw refusal }
            let database = try database.get()
            if try !GroupCommit.together(writes, in: database) { try GroupCommit.apart(writes, in: database) }
            for write in writes { write.end(nil) }
        } catch {
            for write in writes { write.end(error) }
        }
    }

    /// Behind no savepoint, of which SQLite keeps every page as it was, for each statement anew; so several are tried
    /// as one first. False where nothing is recorded since one of them failed.
    private static func together(_ writes: [any PendingWrite], in database: Database) throws -> Bool {
        let isAlone = writes.count == 1
        if !isAlone && !database.answersAtOnce { return false }
        var hasFailed = false
        try database.transaction {
            for write in writes where !hasFailed {
                guard let error = write.run(in: database, keepingApart: false) else { continue }
                // A full disk, for one, makes the engine give up the whole transaction.
                if !database.isInsideTransaction { throw error }
                hasFailed = true
            }
            return !hasFailed
        }
        return isAlone || !hasFailed
    }

    /// Each behind a savepoint of its own, so that what fails spoils nothing of the others.
    private static func apart(_ writes: [any PendingWrite], in database: Database) throws {
        try database.transaction {
            for write in writes {
                guard let error = write.run(in: database, keepingApart: true) else { continue }
                if !database.isInsideTransaction { throw error }
            }
            return true
        }
    }
}

/// A change with the one who waits for its result.
final class AwaitedWrite<T: Sendable>: PendingWrite {
    private let body: @Sendable (Database) throws -> T
    private let continuation: CheckedContinuation<T, any Error>
    private let result = Mutex<Result<T, any Error>?>(nil)

    init(_ continuation: CheckedContinuation<T, any Error>, _ body: @escaping @Sendable (Database) throws -> T) {
        self.continuation = continuation
        self.body = body
    }

    func run(in database: Database, keepingApart: Bool) -> (any Error)? {
        do {
            let value = try keepingApart ? database.savepoint { try body(database) } : body(database)
            result.withLock { $0 = .success(value) }
            return nil
        } catch {
            result.withLock { $0 = .failure(error) }
            return error
        }
    }

    func end(_ failure: (any Error)?) {
        let result = result.withLock { $0 }
        continuation.resume(with: failure.map { .failure($0) } ?? result ?? .failure(CancellationError()))
    }
}

/// A change that waits for its commit.
protocol PendingWrite: Sendable {
    /// Makes the change; the error that prevented it. `keepingApart`: nothing of it is left then; else the transaction
    /// is to be rolled back. May be called again after that.
    func run(in database: Database, keepingApart: Bool) -> (any Error)?

    /// Tells who waits: the commit has succeeded, or failed with this error.
    func end(_ failure: (any Error)?)
}
