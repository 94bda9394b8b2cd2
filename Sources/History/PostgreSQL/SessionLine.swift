import Dispatch
import Glibc
import Postgres
import Synchronization

/// A session for which all wait in a line, and which is opened anew once it was lost.
final class SessionLine: Sendable {
    private struct State {
        var session: Session?
        var call: SessionCall?
        var wake: (@Sendable () -> Void)?
    }

    private let place: PostgresPlace
    private let queue: DispatchQueue
    private let right = Mutex(WriteRight.free)
    private let state = Mutex(State())

    init(_ place: PostgresPlace, label: String) {
        self.place = place
        // The library waits for the server: on a thread of its own.
        queue = DispatchQueue(label: label)
    }

    /// Has `wake` called whenever another calls, and once the server hangs up; by a session that is opened for it.
    func listen(_ wake: @escaping @Sendable () -> Void) { state.withLock { $0 = State(wake: wake) } }

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

    func close() { state.withLock { $0 = State() } }

    private func withDatabase(as right: WriteRight? = nil, _ work: (Result<Database, any Error>) -> Void) {
        let right = right ?? self.right.withLock { $0 }
        state.withLock { state in
            if state.session?.isAlive != true { (state.session, state.call) = (nil, nil) }
            do {
                let open = try state.session ?? session(&state)
                state.session = open
                work(.success(.postgres(PostgresConnection(open, right))))
                // A call may have come in between two answers, where the socket has nothing more to say of it.
                if open.wasCalled { state.wake?() }
            } catch {
                work(.failure(error))
            }
        }
    }

    private func session(_ state: inout State) throws -> Session {
        let session = try place.session()
        guard state.wake != nil else { return session }
        var channel = ""
        try session.run("SELECT \(Lease.channel)") { row in
            channel = row.text(0)
            return true
        }
        try session.run("LISTEN \"\(channel)\"")
        state.call = SessionCall(session, on: queue) { [weak self] in self?.wasCalled() }
        return session
    }

    /// The server has said something that nobody has asked for.
    private func wasCalled() {
        state.withLock { state in
            guard let session = state.session else { return }
            let isAlive = session.isAlive
            if session.wasCalled || !isAlive { state.wake?() }
            if !isAlive { (state.session, state.call) = (nil, nil) }
        }
    }
}

/// Hears when the server says something between two questions, as long as it lives.
private final class SessionCall {
    private let source: any DispatchSourceRead

    /// `nil` where the system has no descriptor left: then it is looked for alone.
    init?(_ session: Session, on queue: DispatchQueue, _ hear: @escaping @Sendable () -> Void) {
        // Of its own: the library may close the session's before the source has ended.
        guard let descriptor = session.descriptor() else { return nil }
        source = DispatchSource.makeReadSource(fileDescriptor: descriptor, queue: queue)
        source.setEventHandler(handler: hear)
        source.setCancelHandler { close(descriptor) }
        source.activate()
    }

    deinit { source.cancel() }
}
