/// Everything that has been seen, judged, raised and delivered, in one database.
package final class History: Sendable {
    let engine: any Engine
    /// The part of the work that what is written belongs to.
    private let share: Share
    private let gathering: GroupCommit.Gathering?

    init(engine: any Engine, share: Share = .upkeep, gathering: GroupCommit.Gathering? = nil) {
        self.engine = engine
        self.share = share
        self.gathering = gathering
    }

    /// The same record, for a part of the work: what is written is refused once another daemon does it. `gathering`:
    /// has something done once whoever writes has nothing else at hand, so that what is about to be written shares its
    /// commit.
    package func sharing(
        _ share: Share, gathering: (@Sendable (@escaping @Sendable () -> Void) -> Void)? = nil
    ) -> History {
        History(engine: engine, share: share, gathering: gathering)
    }

    /// Opens or creates the record and brings its tables up to date.
    package init(at place: RecordPlace) throws(HistoryError) {
        do {
            switch place {
            case .file(let path): engine = try SQLiteEngine(path: path)
            case .postgres(let place): engine = try PostgreSQLEngine(place)
            }
            share = .upkeep
            gathering = nil
        } catch {
            throw HistoryError(error, operation: "open the history", path: place.subject)
        }
    }

    /// Opens an existing record for reading alone, also beside a running daemon; `nil` where there is none, or nothing
    /// is in it yet.
    package init?(readingAt place: RecordPlace) throws(HistoryError) {
        do {
            let engine: (any Engine)? =
                switch place {
                case .file(let path): try SQLiteEngine(readingAt: path)
                case .postgres(let place): try PostgreSQLEngine(readingAt: place)
                }
            guard let engine else { return nil }
            self.engine = engine
            share = .upkeep
            gathering = nil
        } catch {
            throw HistoryError(error, operation: "open the history", path: place.subject)
        }
    }

    /// Ends its use in order, so that the next start has nothing to recover; where that fails, the next start does so.
    package func close() { engine.close() }

    /// Runs `body` in one transaction: all of it is recorded for good when this returns, or nothing is.
    package func write<T: Sendable>(
        _ operation: String, _ body: @Sendable @escaping (HistoryTransaction) throws -> T
    ) async throws(HistoryError) -> T {
        try await asking(operation) {
            try await engine.write(as: share, gathering: gathering) { database in
                let history = HistoryTransaction(database: database)
                let value = try body(history)
                try history.writeTallies()
                try history.writePending()
                return value
            }
        }
    }

    /// Runs `body` in one transaction, and undoes what it has done unless `keeps`: so that what would follow can be
    /// told.
    package func rehearse<T: Sendable>(
        _ operation: String, keeps: Bool, _ body: @Sendable @escaping (HistoryTransaction) throws -> T
    ) async throws(HistoryError) -> T {
        if keeps { return try await write(operation, body) }
        do {
            let never: T = try await engine.write(as: share, gathering: gathering) { database in
                let history = HistoryTransaction(database: database)
                let value = try body(history)
                try history.writeTallies()
                try history.writePending()
                throw Rehearsed(value: value)
            }
            return never
        } catch {
            guard let rehearsed = error as? Rehearsed<T> else {
                throw HistoryError(error, operation: operation, path: engine.subject)
            }
            return rehearsed.value
        }
    }

    /// Carries what came of a rehearsal past its own undoing.
    private struct Rehearsed<T: Sendable>: Error {
        let value: T
    }

    /// Runs `body` on one unchanging view of the history.
    package func read<T: Sendable>(
        _ operation: String, _ body: @Sendable @escaping (HistoryTransaction) throws -> T
    ) async throws(HistoryError) -> T {
        try await asking(operation) {
            try await engine.read { try body(HistoryTransaction(database: $0)) }
        }
    }

    func asking<T: Sendable>(
        _ operation: String, _ body: () async throws -> T
    ) async throws(HistoryError) -> T {
        do {
            return try await body()
        } catch {
            throw HistoryError(error, operation: operation, path: engine.subject)
        }
    }
}

/// What may become of the database while the daemon runs, and how it is put right.
extension History {
    /// Whether what is written will be found by the next start.
    package var place: Place { engine.place }

    /// Writes the whole record anew to where it was removed from, and goes on with that.
    package func restoreFile() async throws(HistoryError) {
        try await asking("write the removed record anew") { try await engine.restore() }
    }

    /// What is wrong with the database's own structure; empty where it is sound.
    package func quickCheck() async throws(HistoryError) -> [String] {
        try await asking("check the record") { try await engine.faults() }
    }
}

/// The questions and changes possible within one transaction; never leaves the closure that it is given to.
package struct HistoryTransaction {
    let database: Database
    let tallyChanges = TallyChanges()
    /// Only over a network: `nil` on a file, where each row is written as it comes and looked up when it is asked for.
    let pending: PendingRows?
    let lookedUp: LookedUp?

    init(database: Database) {
        self.database = database
        switch database {
        case .sqlite: (pending, lookedUp) = (nil, nil)
        case .postgres: (pending, lookedUp) = (PendingRows(RowKind.shapes), LookedUp())
        }
    }

    /// Empties the database's cache, which fills again with use.
    package func giveMemoryBack() throws { try database.giveMemoryBack() }
}

extension HistoryTransaction {
    /// Alerts raised, by kind.
    package func alertCounts() throws -> [String: Int] {
        try Dictionary(
            uniqueKeysWithValues: rows(Query("SELECT kind, count(*) FROM alerts GROUP BY kind")) {
                ($0[0] as String, $0[1] as Int)
            })
    }

    /// All deliveries ever begun, in order of receiver and state.
    package func deliveryCounts() throws -> [DeliveryCount] {
        try rows(
            Query(
                """
                SELECT receiver, state, count(*) AS count FROM deliveries
                GROUP BY receiver, state ORDER BY receiver, state
                """)
        ) { DeliveryCount(receiver: $0["receiver"], state: $0["state"], count: $0["count"]) }
    }
}
