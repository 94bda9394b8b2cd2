import Foundation
import Postgres

/// A PostgreSQL server that tests may fill: RATINGWATCH_TEST_POSTGRES names a database of it (Tests/postgres.sh makes
/// one). Without it records lie in files, and what needs a server is skipped by name.
package enum TestServer {
    package static let address = ProcessInfo.processInfo.environment["RATINGWATCH_TEST_POSTGRES"]

    /// The address of a schema of its own for a name, such as a path; it is there when this returns.
    package static func schema(_ name: String, on server: String) throws -> String {
        let plain = name.map { $0.isLetter || $0.isNumber ? String($0).lowercased() : "_" }.joined().suffix(60)
        try Session(PostgresAddress(server)).run("CREATE SCHEMA IF NOT EXISTS t\(plain)")
        return "\(server)&options=-csearch_path%3Dt\(plain)"
    }
}
