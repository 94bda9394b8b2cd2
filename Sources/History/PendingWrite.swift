import GRDB

/// A change that waits for its commit.
protocol PendingWrite: Sendable {
    /// Makes the change, all of it or nothing; the error that prevented it. `isAlone`: the transaction is its own, to be rolled back
    /// where it fails.
    func run(in database: Database, isAlone: Bool) -> (any Error)?

    /// Tells who waits: the commit has succeeded, or failed with this error.
    func end(_ failure: (any Error)?)
}
