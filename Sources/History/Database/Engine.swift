/// What keeps the record: one of the databases that can, opened.
protocol Engine: Sendable {
    /// Where the record is, as messages name it.
    var subject: String { get }

    /// Runs `body` in one transaction: all of it is recorded for good when this returns, or nothing is.
    func write<T: Sendable>(_ body: @escaping @Sendable (Database) throws -> T) async throws -> T

    /// Runs `body` on one unchanging view.
    func read<T: Sendable>(_ body: @escaping @Sendable (Database) throws -> T) async throws -> T

    /// Ends its use in order; nothing is asked of it any more.
    func close()

    /// Whether what is written will be found by the next start.
    var place: History.Place { get }

    /// Writes the whole record anew to where it was removed from, and goes on with that.
    func restore() async throws

    /// What is wrong with the database's own structure; empty where it is sound.
    func faults() async throws -> [String]
}

extension History {
    package enum Place: Sendable {
        case sound
        /// Nothing is at its path, or its journal is gone: what is written would be lost with the process.
        case missing
        /// Another file is at its path.
        case replaced
    }
}
