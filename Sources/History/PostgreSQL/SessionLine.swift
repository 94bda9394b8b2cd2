import Dispatch
import Postgres
import Synchronization

/// A session for which all wait in a line, and which is opened anew once it was lost.
final class SessionLine: Sendable {
    private let place: PostgresPlace
    private let queue: DispatchQueue
    /// Whether each session of it is to be the only one of its kind.
    private let isOnlyOne: Bool
    private let session = Mutex<Session?>(nil)

    init(_ place: PostgresPlace, label: String, isOnlyOne: Bool = false) {
        self.place = place
        self.isOnlyOne = isOnlyOne
        // The library waits for the server: on a thread of its own.
        queue = DispatchQueue(label: label)
    }

    /// Does it when its turn comes.
    func later(_ work: @escaping @Sendable (Result<Database, any Error>) -> Void) {
        queue.async { self.withDatabase(work) }
    }

    /// Waits for its turn.
    func now<T>(_ work: (Database) throws -> T) throws -> T {
        try queue.sync {
            var result: Result<T, any Error>?
            withDatabase { database in result = Result { try work(database.get()) } }
            guard let result else { throw CancellationError() }
            return try result.get()
        }
    }

    func close() { session.withLock { $0 = nil } }

    private func withDatabase(_ work: (Result<Database, any Error>) -> Void) {
        session.withLock { session in
            if session?.isAlive != true { session = nil }
            do {
                let open = try session ?? place.session(isOnlyOne: isOnlyOne)
                session = open
                work(.success(.postgres(PostgresConnection(open))))
            } catch {
                work(.failure(error))
            }
        }
    }
}
