import GRDB
import Synchronization

/// Gives the changes that wait at the same time one commit, so that they share its wait for the disk. Each is recorded
/// whole or not at all, whatever becomes of the others, and none is acknowledged before the commit that holds it.
final class GroupCommit: Sendable {
    private let database: DatabaseQueue
    private let waiting = Mutex<[any PendingWrite]>([])
    private let isRefusing = Mutex(false)

    init(_ database: DatabaseQueue) { self.database = database }

    func write<T: Sendable>(_ body: @escaping @Sendable (GRDB.Database) throws -> T) async throws -> T {
        try await withCheckedThrowingContinuation { continuation in
            waiting.withLock { $0.append(AwaitedWrite(continuation, body)) }
            // Each asks for a commit, and the first that gets one takes along all that wait by then.
            database.asyncWriteWithoutTransaction { self.commit($0) }
        }
    }

    /// From now on nothing is written: the database has been given up for another.
    func refuse() { isRefusing.withLock { $0 = true } }

    private func commit(_ database: GRDB.Database) {
        let writes = waiting.withLock { waiting in
            defer { waiting = [] }
            return waiting
        }
        if writes.isEmpty { return }
        if isRefusing.withLock({ $0 }) {
            for write in writes { write.end(DatabaseError(resultCode: .SQLITE_BUSY, message: "it was written anew")) }
            return
        }
        do {
            try database.inTransaction(.immediate) {
                // Of a savepoint SQLite keeps every page as it was, for each statement anew: what is alone needs none.
                let isAlone = writes.count == 1
                var hasFailed = false
                for write in writes {
                    guard let error = write.run(in: database, isAlone: isAlone) else { continue }
                    // A full disk, for one, makes SQLite give up the whole transaction: then all of it has failed.
                    if !database.isInsideTransaction { throw error }
                    hasFailed = true
                }
                return isAlone && hasFailed ? .rollback : .commit
            }
            for write in writes { write.end(nil) }
        } catch {
            for write in writes { write.end(error) }
        }
    }
}

/// A change with the one who waits for its result.
final class AwaitedWrite<T: Sendable>: PendingWrite {
    private let body: @Sendable (GRDB.Database) throws -> T
    private let continuation: CheckedContinuation<T, any Error>
    private let result = Mutex<Result<T, any Error>?>(nil)

    init(_ continuation: CheckedContinuation<T, any Error>, _ body: @escaping @Sendable (GRDB.Database) throws -> T) {
        self.continuation = continuation
        self.body = body
    }

    func run(in database: GRDB.Database, isAlone: Bool) -> (any Error)? {
        do {
            var value: T?
            if isAlone {
                value = try body(database)
            } else {
                try database.inSavepoint {
                    value = try body(database)
                    return .commit
                }
            }
            result.withLock { $0 = value.map { .success($0) } }
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
    /// Makes the change, all of it or nothing; the error that prevented it. `isAlone`: the transaction is its own, to
    /// be rolled back where it fails.
    func run(in database: GRDB.Database, isAlone: Bool) -> (any Error)?

    /// Tells who waits: the commit has succeeded, or failed with this error.
    func end(_ failure: (any Error)?)
}
