import Dispatch
import Postgres
import Synchronization

/// A session for which all wait in a line, and which is opened anew once it was lost.
final class SessionLine: Sendable {
    private let place: PostgresPlace
    private let queue: DispatchQueue
    private let right = Mutex(WriteRight.free)
    private let session = Mutex<Session?>(nil)

    init(_ place: PostgresPlace, label: String) {
        self.place = place
        // The library waits for the server: on a thread of its own.
        queue = DispatchQueue(label: label)
    }

    /// Does it when its turn comes.
    func later(_ work: @escaping @Sendable (Result<Database, any Error>) -> Void) {
        queue.async { self.withDatabase(work) }
    }

    /// Waits for its turn, and does it on the caller's own thread: another engine may be asked between.
    func now<T>(_ work: (Database) throws -> T) throws -> T {
        var result: Result<T, any Error>?
        withDatabase { database in result = Result { try work(database.get()) } }
        guard let result else { throw CancellationError() }
        return try result.get()
    }

    /// Waits for its turn without holding up a thread. `right`: to write, where it is another than the line's own.
    func ask<T: Sendable>(
        as right: WriteRight? = nil, _ work: @escaping @Sendable (Database) throws -> T
    ) async throws -> T {
        try await withCheckedThrowingContinuation { continuation in
            queue.async {
                self.withDatabase(as: right) { database in
                    continuation.resume(with: Result { try work(database.get()) })
                }
            }
        }
    }

    /// What transactions that begin from now on may do.
    func allow(_ right: WriteRight) { self.right.withLock { $0 = right } }

    func close() { session.withLock { $0 = nil } }

    private func withDatabase(as right: WriteRight? = nil, _ work: (Result<Database, any Error>) -> Void) {
        let right = right ?? self.right.withLock { $0 }
        session.withLock { session in
            if session?.isAlive != true { session = nil }
            do {
                let open = try session ?? place.session()
                session = open
                work(.success(.postgres(PostgresConnection(open, right))))
            } catch {
                work(.failure(error))
            }
        }
    }
}
