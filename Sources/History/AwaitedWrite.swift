import GRDB
import Synchronization

/// A change with the one who waits for its result.
final class AwaitedWrite<T: Sendable>: PendingWrite {
    private let body: @Sendable (Database) throws -> T
    private let continuation: CheckedContinuation<T, any Error>
    private let result = Mutex<Result<T, any Error>?>(nil)

    init(_ continuation: CheckedContinuation<T, any Error>, _ body: @escaping @Sendable (Database) throws -> T) {
        self.continuation = continuation
        self.body = body
    }

    func run(in database: Database, isAlone: Bool) -> (any Error)? {
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
