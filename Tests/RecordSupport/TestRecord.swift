package import History
import Postgres
import TestSupport

/// Records for tests: in files, or, where there is a server for tests, each in a schema of its own there.
package enum TestRecord {
    /// The record that a path stands for, which is the same for the same path.
    package static func place(_ path: String) throws -> RecordPlace {
        guard let server = TestServer.address else { return .file(path) }
        return .postgres(PostgresPlace(address: try PostgresAddress(TestServer.schema(path, on: server))))
    }

    package static func open(_ path: String) throws -> History { try History(at: place(path)) }

    package static func openForReading(_ path: String) throws -> History? { try History(readingAt: place(path)) }
}
